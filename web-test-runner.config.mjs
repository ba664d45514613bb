import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

import { browserArguments } from './test/support/node/browser-arguments.mjs';
import { findBrowser } from './test/support/node/find-browser.mjs';
import { testPage } from './test/support/node/test-page.mjs';

const { createTestGateway } = await tsImport('./test/support/node/gateway-plugin.ts', import.meta.url);

const gateway = createTestGateway();

/** A page of its own for each test file; much of its time it waits for real media. */
const CONCURRENCY = 3;

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
  testRunnerHtml: testPage,
  testFramework: { config: { timeout: 20_000 } },
  ...(process.argv.includes('--files') ? {} : { groups }),
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser(),
        headless: true,
        args: browserArguments,
      },
      // With a storage of its own: several pages run at a time.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
  middleware: [gateway.middleware],
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
    gateway.plugin,
  ],
};
