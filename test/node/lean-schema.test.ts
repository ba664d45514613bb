import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

import * as lean from '../../src/protocol/lean-schema.js';

const root = resolve(import.meta.dirname, '../../src');

/** What only the gateway loads; the browser takes nothing but types from them. */
const GATEWAY_ONLY = /protocol\/client-(ai-messages|call-messages|login|messages)\.ts$/;

test('the lean schemas have everything that the browser uses of zod/mini', () => {
  const missing: string[] = [];
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || GATEWAY_ONLY.test(file)) continue;
    const text = readFileSync(resolve(root, file), 'utf8');
    if (!text.includes("from 'zod/mini'")) continue;
    // Types begin with a capital, but for two.
    for (const [, name = ''] of text.matchAll(/\bz\.([a-z]\w*)/g)) {
      if (!(name in lean) && name !== 'infer' && name !== 'core') missing.push(`${file}: z.${name}`);
    }
  }

  assert.deepEqual(missing, []);
});
