import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const root = import.meta.dirname;
const outDir = resolve(root, 'dist');

/** Every `components/define/<name>.ts` that registers `<telnyx-name>`. */
const elements = ['ai-agent', 'session', 'transcript'];

const entries = elements.map((name) => resolve(root, `components/define/${name}.ts`));

/** What every page with the agent loads at once, what the other elements load, and what comes on intent. */
const [firstElement = '', ...otherElements] = entries;
const onIntent = [resolve(root, 'components/ai-agent/agent-link.ts'), resolve(root, 'src/index.ts')];

const minified = { minify: true, comments: false } as const;

/** The module itself and all that it imports statically. */
function moduleClosure(id: string, context: Rolldown.ChunkingContext, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const imported of context.getModuleInfo(id)?.importedIds ?? []) moduleClosure(imported, context, seen);
  return seen;
}

/**
 * Puts what these modules import statically into one chunk. The entries stay out, because they register elements,
 * which must not happen on a page that has only others of ours.
 */
function inClosureOf(roots: readonly string[], chunk: string) {
  return (id: string, context: Rolldown.ChunkingContext) =>
    !entries.includes(id) && roots.some((module) => moduleClosure(module, context).has(id)) ? chunk : null;
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

/** Minifies the templates and style sheets, which no minifier of scripts looks into. */
function minifiedLiterals(): Plugin {
  return {
    name: 'telnyx:minified-literals',
    transform: {
      filter: { id: /components\/.*\.ts$/, code: /\b(?:css|html|svg)`/ },
      handler: async (code, fileName) => (await minifyHTMLLiterals(code, { fileName }))?.code ?? null,
    },
  };
}

/** Minifies the chunks once more: terser finds what the bundler's own minifier leaves. */
function terserChunks(): Plugin {
  return {
    name: 'telnyx:terser-chunks',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          const { code } = await minify(output.code, {
            module: true,
            ecma: 2020,
            compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
          });
          output.code = code ?? output.code;
        }
      },
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
                { debugName: 'shared', priority: 2, name: inClosureOf([firstElement], 'shared') },
                // What other elements need at once stays out of what loads on intent.
                { debugName: 'parts', priority: 1, name: inClosureOf(otherElements, 'parts') },
                // On intent, in one file: it compresses better than in parts, and no file waits for another.
                { debugName: 'engine', name: inClosureOf(onIntent, 'engine') },
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
  plugins: [
    minifiedLiterals(),
    terserChunks(),
    { ...elementFiles(), applyToEnvironment: ({ name }) => name === 'client' },
  ],
});
