import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { AnswerPage } from './built-site.js';

const demo = resolve(import.meta.dirname, '../../demo');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

/** The pages of the demo as they lie in `demo`, at the root of the site: nothing in them wants a build. */
export const answerDemoPage: AnswerPage = ({ pathname }, _request, response) => {
  const file = resolve(demo, `.${pathname}`);
  const type = types[extname(file)];
  if (!type || !existsSync(file)) return false;
  response.setHeader('content-type', type);
  response.end(readFileSync(file));
  return true;
};
