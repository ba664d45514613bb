import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type HttpServer, normalizePath, type Plugin } from 'vite';
import { attachGateway } from './gateway/attach-gateway.js';

const root = import.meta.dirname;
const project = resolve(root, '..');

/** Serves the local gateway beside the pages. */
function gateway(): Plugin {
  const attach = ({ httpServer }: { readonly httpServer: HttpServer | null }) => {
    if (httpServer) attachGateway(httpServer, { path: '/gateway' });
  };
  return { name: 'telnyx:gateway', configureServer: attach, configurePreviewServer: attach };
}

/** While developing, the script tag of the pages loads the sources. */
function scriptFromSources(): Plugin {
  const sources = normalizePath(resolve(project, 'components/define/all.ts')).replace(/^\//, '');
  return {
    name: 'telnyx:script-from-sources',
    configureServer({ middlewares }) {
      middlewares.use('/telnyx-elements.js', (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(`import(${JSON.stringify(`/@fs/${sources}`)});\n`);
      });
    },
  };
}

export default defineConfig(({ command, isPreview }) => ({
  root,
  appType: 'mpa',
  publicDir: resolve(project, command === 'serve' && !isPreview ? 'public' : 'dist'),
  server: { port: 9010, fs: { allow: [project] } },
  preview: { port: 9010 },
  build: {
    outDir: resolve(project, '.demo'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: {
      input: readdirSync(root)
        .filter((file) => file.endsWith('.html'))
        .map((file) => resolve(root, file)),
    },
  },
  plugins: [gateway(), scriptFromSources()],
}));
