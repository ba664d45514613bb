import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const root = import.meta.dirname;
const outDir = resolve(root, 'dist');

/** Every `components/define/<name>.ts` that registers `<telnyx-name>`. */
const elements = ['ai-agent', 'session', 'transcript'];

/**
 * What it imports statically becomes one chunk, which every element shares. The module itself stays out, because
 * it registers `<telnyx-ai-agent>`, which must not happen on a page that has only other elements of ours.
 */
const firstElement = resolve(root, 'components/define/ai-agent.ts');

const minified = { minify: true, comments: false } as const;

/** The module itself and all that it imports statically. */
function moduleClosure(id: string, context: Rolldown.ChunkingContext, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const imported of context.getModuleInfo(id)?.importedIds ?? []) moduleClosure(imported, context, seen);
  return seen;
}

/** The chunk itself and all that it imports statically, outermost first. */
function staticClosure(
  bundle: Rolldown.OutputBundle,
  fileName: string,
  seen = new Set<string>(),
): Set<string> {
  const chunk = bundle[fileName];
  if (chunk?.type !== 'chunk' || seen.has(fileName)) return seen;
  seen.add(fileName);
  for (const imported of chunk.imports) staticClosure(bundle, imported, seen);
  return seen;
}

/** Takes the line breaks and indentation out of style sheets, which no minifier of scripts does. */
function singleLineStyles(): Plugin {
  return {
    name: 'telnyx:single-line-styles',
    transform: {
      filter: { id: /components\/.*\.ts$/, code: 'css`' },
      handler: (code) => code.replace(/\bcss`[^`]*`/g, (template) => template.replace(/\s*\n\s*/g, ' ')),
    },
  };
}

/** Tells the loader the hashed files of each element, so that it fetches them at once instead of in turn. */
function elementFiles(): Plugin {
  return {
    name: 'telnyx:element-files',
    buildStart() {
      rmSync(resolve(outDir, 'chunks'), { recursive: true, force: true });
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const loader = chunks.find(({ name }) => name === 'telnyx-elements');
      if (!loader) return;
      const files = elements.map((name) => {
        const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name);
        if (!entry) throw new Error(`components/define/${name}.ts has no chunk.`);
        return [`telnyx-${name}`, [...staticClosure(bundle, entry.fileName)]];
      });
      loader.code = loader.code.replaceAll('ELEMENT_FILES', JSON.stringify(Object.fromEntries(files)));
    },
  };
}

export default defineConfig({
  root,
  publicDir: 'public',
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2022',
    reportCompressedSize: false,
    lib: {
      entry: {
        'telnyx-elements': 'components/loader/loader.ts',
        ...Object.fromEntries(elements.map((name) => [name, `components/define/${name}.ts`])),
      },
      formats: ['es'],
    },
  },
  environments: {
    client: {
      build: {
        manifest: 'chunks/manifest.json',
        license: { fileName: 'telnyx-elements.licenses.md' },
        rolldownOptions: {
          preserveEntrySignatures: false,
          output: {
            ...minified,
            entryFileNames: ({ name }) =>
              name === 'telnyx-elements' ? '[name].js' : 'chunks/[name]-[hash].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
            codeSplitting: {
              groups: [
                {
                  debugName: 'shared',
                  name: (id, context) =>
                    id !== firstElement && moduleClosure(firstElement, context).has(id) ? 'shared' : null,
                },
              ],
            },
          },
        },
      },
    },
    bundle: {
      consumer: 'client',
      build: {
        copyPublicDir: false,
        lib: { entry: 'components/define/all.ts', formats: ['es'] },
        rolldownOptions: {
          output: { ...minified, entryFileNames: 'telnyx-elements.bundle.js', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp({ build, environments: { client, bundle } }) {
      if (client) await build(client);
      if (bundle) await build(bundle);
    },
  },
  plugins: [singleLineStyles(), { ...elementFiles(), applyToEnvironment: ({ name }) => name === 'client' }],
});
