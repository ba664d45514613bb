import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const LAST = 42;

/** Files with tests whose names begin with an id and a colon, by id. */
function provenIn(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(resolve(root, 'test'), { recursive: true, encoding: 'utf8' });
  const proven = new Map<string, string[]>();
  for (const file of files.filter((name) => name.endsWith('.test.ts')).sort()) {
    const text = readFileSync(resolve(root, 'test', file), 'utf8');
    const ids = [...text.matchAll(/\b(?:it|describe)\(\s*['"`](B\d+):/g)].map(([, id = '']) => id);
    for (const id of new Set(ids)) proven.set(id, [...(proven.get(id) ?? []), file.replaceAll('\\', '/')]);
  }
  return proven;
}

/** The rows of the table of faults: id, fault, and the files that prove it away or the reason. */
function documented(): ReadonlyMap<string, { readonly fault: string; readonly proof: string }> {
  const text = readFileSync(resolve(root, 'docs/protocol-notes.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (B\d+) +\| (.*?) *\|(.*)\|$/gm)];
  return new Map(rows.map(([, id = '', fault = '', proof = '']) => [id, { fault, proof: proof.trim() }]));
}

describe('docs/protocol-notes.md', () => {
  const faults = documented();

  it('names every known fault once', () => {
    const ids = Array.from({ length: LAST }, (_, index) => `B${index + 1}`);
    assert.deepEqual([...faults.keys()], ids);
    for (const [id, { fault }] of faults) assert.match(fault, /^\S.{10,}$/, id);
  });

  it('names the files of the tests that bear the id, or gives a reason where there is none', () => {
    const proven = provenIn();
    for (const [id, { proof }] of faults) {
      const named = [...proof.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, file = '']) => file);
      const files = proven.get(id) ?? [];
      assert.deepEqual(
        named.filter((file) => !files.includes(file)),
        [],
        `${id} is not tested there`,
      );
      assert.ok(named.length > 0 || proof.length > 20, `${id} has neither a test nor a reason`);
    }
  });

  it('knows every id that a test bears', () => {
    assert.deepEqual(
      [...provenIn().keys()].filter((id) => !faults.has(id)),
      [],
    );
  });
});
