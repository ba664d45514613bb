import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { VERSION } from '../../src/shared/version.js';

test('VERSION, as told to the gateway, is the version of the package', () => {
  const path = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };

  assert.equal(VERSION, version);
});
