import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Connect, defineConfig, type HttpServer, normalizePath, type Plugin } from 'vite';
import { answerHttp } from './gateway/answer-http.js';
import { attachGateway } from './gateway/attach-gateway.js';

const root = import.meta.dirname;
const project = resolve(root, '..');

interface GatewayHost {
  readonly httpServer: HttpServer | null;
  readonly middlewares: Connect.Server;
}

/** Serves the local gateway beside the pages, with its login tokens (`/token`) and call reports. */
function gateway(): Plugin {
  const attach = ({ httpServer, middlewares }: GatewayHost) => {
    if (!httpServer) return;
    const attached = attachGateway(httpServer, { path: '/gateway' });
    middlewares.use((request, response, next) => {
      if (!answerHttp(attached, request, response)) next();
    });
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
