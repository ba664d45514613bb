/**
 * Measures what pages load, from the built files; run `npm run build` first. Which files a page loads is not
 * guessed: a browser holds a real conversation with the local gateway, and what it fetched is counted.
 * Fails above the limits, and when an entry of the package throws on import in plain Node.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { bundleCore } from './bench/bundle-core.js';
import { filesOfACall } from './bench/files-of-a-call.js';
import { filesOfAPhone } from './bench/files-of-a-phone.js';

const root = resolve(import.meta.dirname, '..');

interface Row {
  readonly name: string;
  readonly files: readonly Buffer[];
  /** Bytes with brotli: what we want to reach, and what fails the build. They differ where we are not there yet. */
  readonly target?: number;
  readonly limit?: number;
}

const { beforeIntent, wholeCall } = await filesOfACall();
const phone = await filesOfAPhone();
/** Loads some seconds into a call, where the gateway asks for reports, as ours does; no call waits for it. */
const isReport = (file: string) => file.includes('/telnyx-report-');
const callFiles = (files: readonly string[]) => files.filter((file) => !isReport(file)).map(read);
const rows: readonly Row[] = [
  { name: 'before intent', files: beforeIntent.map(read), target: 8_000, limit: 8_000 },
  { name: 'voice call', files: callFiles(wholeCall), target: 40_000, limit: 63_400 },
  { name: 'phone at rest', files: phone.beforeIntent.map(read), target: 10_000, limit: 9_600 },
  { name: 'phone call', files: callFiles(phone.wholeCall), target: 45_000, limit: 67_500 },
  { name: 'call report', files: wholeCall.filter(isReport).map(read), target: 2_000, limit: 2_000 },
  { name: 'bundle', files: [read('dist/telnyx-elements.bundle.js')] },
  { name: 'core alone', files: [Buffer.from(await bundleCore())] },
];

console.log(cells(['bytes', 'files', 'raw', 'gzip', 'brotli', 'target', 'limit']));
for (const { name, files, target = '', limit = '' } of rows) {
  const compressed = sum(files, brotli);
  const gzipped = sum(files, (file) => gzipSync(file, { level: 9 }));
  console.log(cells([name, files.length, sum(files, (file) => file), gzipped, compressed, target, limit]));
  if (limit && compressed > limit) {
    console.error(`${name}: ${String(compressed)} bytes with brotli, above the limit of ${String(limit)}.`);
    process.exitCode = 1;
  }
}
console.log(`before intent: ${beforeIntent.join(', ')}`);
console.log(`voice call: ${wholeCall.slice(beforeIntent.length).join(', ')}`);
console.log(`phone at rest: ${phone.beforeIntent.join(', ')}`);
console.log(`phone call: ${phone.wholeCall.slice(phone.beforeIntent.length).join(', ')}`);

const { name, exports } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  name: string;
  exports: Record<string, unknown>;
};
for (const entry of Object.keys(exports).filter((key) => !key.endsWith('.json'))) {
  try {
    await import(`${name}${entry.slice(1)}`);
  } catch (error) {
    console.error(`${name}${entry.slice(1)} throws on import in Node:`, error);
    process.exitCode = 1;
  }
}

function read(file: string): Buffer {
  return readFileSync(resolve(root, file));
}

function brotli(file: Buffer): Buffer {
  return brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

function sum(files: readonly Buffer[], measure: (file: Buffer) => Buffer): number {
  return files.reduce((total, file) => total + measure(file).length, 0);
}

function cells(values: readonly (string | number)[]): string {
  return values.map((value, i) => String(value)[i ? 'padStart' : 'padEnd'](i ? 9 : 15)).join('');
}
