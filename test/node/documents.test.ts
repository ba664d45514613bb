import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { ERRORS } from '../../src/shared/errors.js';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync(resolve(root, 'docs'), 'utf8')]
  .filter((name) => name.endsWith('.md'))
  .map((name) => (existsSync(resolve(root, name)) ? name : `docs/${name}`));

/** Where the attributes of each element are described. */
const DESCRIBED: Readonly<Record<string, string>> = {
  'ai-agent/ai-agent': 'docs/ai-agent.md',
  'dialer/dialer': 'docs/dialer.md',
  'session/session': 'docs/parts.md',
  'session/session-host': 'docs/all-elements.md',
  'transcript/transcript': 'docs/parts.md',
  ...Object.fromEntries(
    ['call-button', 'call-list', 'call-quality', 'call-timer', 'device-select', 'hold-button', 'keypad']
      .concat(['message-form', 'mute-button', 'visualizer'])
      .map((name) => [`${name}/${name}`, 'docs/parts.md']),
  ),
};

/** The anchors that a Markdown file has, as its readers' sites make them of headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );

describe('the documents', () => {
  it('explain every number that an error or warning can have', () => {
    const text = read('docs/errors.md');
    const missing = Object.entries(ERRORS).filter(
      ([code, name]) => !new RegExp(`\\| ${code} +\\| ${name} +\\|`).test(text),
    );
    assert.deepEqual(missing, []);
  });

  it('explain every attribute', () => {
    for (const [source, document] of Object.entries(DESCRIBED)) {
      const attributes = [...read(`components/${source}.ts`).matchAll(/@attr ([a-z-]+)/g)].map(
        ([, name = '']) => name,
      );
      const text = read(document);
      const missing = attributes.filter((name) => !text.includes(`\`${name}\``));
      assert.deepEqual(missing, [], `${source} in ${document}`);
    }
  });

  it('lead nowhere that is not there', () => {
    for (const document of documents) {
      for (const [, target = ''] of read(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? resolve(root, document) : resolve(root, dirname(document), path);
        assert.ok(existsSync(file), `${document}: ${target}`);
        if (anchor)
          assert.ok(anchorsOf(readFileSync(file, 'utf8')).includes(anchor), `${document}: ${target}`);
      }
    }
  });
});
