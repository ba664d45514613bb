/**
 * Measures what pages load, from the built files and Vite's manifest; run `npm run build` first.
 * Fails above the limits, and when an entry of the package throws on import in plain Node.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(root, 'dist');
const manifest = JSON.parse(readFileSync(resolve(dist, 'chunks/manifest.json'), 'utf8'));

/** The files of a manifest entry and of all that it imports, with `dynamicImports` also on demand. */
function reachable(key, edges, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const edge of edges) for (const next of manifest[key][edge] ?? []) reachable(next, edges, seen);
  return seen;
}

const loader = readFileSync(resolve(dist, 'telnyx-elements.js'));
const agent = 'components/define/ai-agent.ts';
const filesOf = (...edges) =>
  [...reachable(agent, edges)].map((key) => readFileSync(resolve(dist, manifest[key].file)));

async function coreAlone() {
  const { output } = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: 'src/index.ts',
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: false },
      },
    },
  });
  return [Buffer.from(output[0].code)];
}

const rows = [
  { name: 'before intent', files: [loader, ...filesOf('imports')], limit: 8_000 },
  { name: 'voice call', files: [loader, ...filesOf('imports', 'dynamicImports')], limit: 40_000 },
  { name: 'bundle', files: [readFileSync(resolve(dist, 'telnyx-elements.bundle.js'))] },
  { name: 'core alone', files: await coreAlone() },
];

const sum = (files, measure) => files.reduce((total, file) => total + measure(file).length, 0);
const brotli = (file) => brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
const cells = (values) =>
  values.map((value, i) => String(value)[i ? 'padStart' : 'padEnd'](i ? 9 : 15)).join('');

console.log(cells(['bytes', 'files', 'raw', 'gzip', 'brotli', 'limit']));
for (const { name, files, limit } of rows) {
  const compressed = sum(files, brotli);
  const gzipped = sum(files, (file) => gzipSync(file, { level: 9 }));
  console.log(cells([name, files.length, sum(files, (file) => file), gzipped, compressed, limit ?? '']));
  if (limit && compressed > limit) {
    console.error(`${name}: ${compressed} bytes with brotli, above the limit of ${limit}.`);
    process.exitCode = 1;
  }
}

const { name, exports } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
for (const entry of Object.keys(exports).filter((key) => !key.endsWith('.json'))) {
  try {
    await import(`${name}${entry.slice(1)}`);
  } catch (error) {
    console.error(`${name}${entry.slice(1)} throws on import in Node:`, error);
    process.exitCode = 1;
  }
}
