import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

import { findBrowser } from './test/support/node/find-browser.mjs';

const { gatewayPlugin } = await tsImport('./test/support/node/gateway-plugin.ts', import.meta.url);

/** A page of its own for each test file; with real media in each, two at a time are enough. */
const CONCURRENCY = 2;

/** `--group unit` runs one of them; `--files test/unit/x.test.ts` one file, alone. */
const groups = ['unit', 'components', 'integration'].map((name) => ({
  name,
  files: `test/${name}/**/*.test.ts`,
}));

export default {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  nodeResolve: { exportConditions: ['production', 'browser'], browser: true },
  concurrency: CONCURRENCY,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 20_000 } },
  ...(process.argv.includes('--files') ? {} : { groups }),
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser(),
        headless: true,
        args: [
          '--no-sandbox',
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          '--autoplay-policy=no-user-gesture-required',
          '--disable-features=WebRtcHideLocalIpsWithMdns',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      },
    }),
  ],
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
    gatewayPlugin(),
  ],
};
