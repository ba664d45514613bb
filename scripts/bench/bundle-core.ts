import { resolve } from 'node:path';

import { build } from 'vite';

/** The headless core as one ES module, made from the sources; a browser can import it. */
export async function bundleCore(): Promise<string> {
  const result = await build({
    configFile: false,
    root: resolve(import.meta.dirname, '../..'),
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
  if (!('output' in result)) throw new Error('The core was not built.');
  return result.output[0].code;
}
