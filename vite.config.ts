import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const root = import.meta.dirname;
const outDir = resolve(root, 'dist');

/** Every `components/define/<name>.ts`, with the elements `<telnyx-name>` that it registers. */
const elements: Readonly<Record<string, readonly string[]>> = {
  'ai-agent': ['ai-agent'],
  session: ['session'],
  transcript: ['transcript'],
  dialer: ['dialer'],
  parts: [
    ...['call-button', 'call-list', 'call-quality', 'call-timer', 'device-select', 'hold-button'],
    ...['incoming-call', 'keypad', 'message-form', 'mute-button', 'notice', 'visualizer'],
  ],
};

const source = (file: string) => resolve(root, file);
const coreSource = (module: string) => source(`src/${module}.ts`);
const entries = Object.keys(elements).map((name) => source(`components/define/${name}.ts`));
/** What a conversation with an agent and a phone both need on intent, beside the call engine. */
const common = [
  ...['agent-auth', 'connection-settings', 'placements', 'session-link'].map((name) =>
    source(`components/session/${name}.ts`),
  ),
  ...['call-timer', 'mute-button', 'notice'].map((name) => source(`components/${name}/${name}.ts`)),
  ...['launcher-call.styles', 'launcher-end', 'panel-focus', 'unreachable'].map((name) =>
    source(`components/ai-agent/${name}.ts`),
  ),
  source('components/device-select/restore-devices.ts'),
];
const phone = [source('components/dialer/dialer-link.ts')];
/**
 * What a phone shares with a session that stands in the page by itself. How calls end is told by the notice of an agent
 * as well, which is to load nothing of a phone but that small file.
 */
const phoneLink = [
  ...['session/call-info', 'session/phone-link', 'session/login', 'dialer/tone-address'],
  'dialer/phone-number',
  ...['strings/call-causes', 'strings/cause-text'],
].map((name) => source(`components/${name}.ts`));
/** The core, with what each session and call of it loads a moment later: one file is smaller than two. */
const engine = ['index', 'call/call-recovery', 'session/call-care', 'session/session-continuity'].map(
  coreSource,
);
/** What the core loads for sessions with a login, and for what only phones do. */
const phoneCore = [
  ...['call/call-commands', 'media/codec-preferences', 'media/keypad-tone'],
  ...['session/call-tones', 'session/fetch-token', 'session/token-login'],
].map(coreSource);

/** Lit without its reactive elements and directives. */
const templates = /\/(lit\/index|lit-element|lit-html|is-server)\.js$/;

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
    !entries.includes(id) &&
    !templates.test(id) &&
    roots.some((module) => moduleClosure(module, context).has(id))
      ? chunk
      : null;
}

/** With what draws everything but the launcher of an agent: whoever draws needs both. */
const inCommon = inClosureOf(common, 'common');
const commonOrTemplates = (id: string, context: Rolldown.ChunkingContext) =>
  templates.test(id) ? 'common' : inCommon(id, context);

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

/** Tells the loader the hashed chunks of each element, so that it fetches them at once instead of in turn. */
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
      const files = Object.entries(elements).flatMap(([name, tags]) => {
        const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name);
        if (!entry) throw new Error(`components/define/${name}.ts has no chunk.`);
        const closure = [...staticClosure(bundle, entry.fileName)].map((file) => basename(file, '.js'));
        return tags.map((tag) => [`telnyx-${tag}`, closure]);
      });
      loader.code = loader.code.replaceAll('ELEMENT_FILES', JSON.stringify(Object.fromEntries(files)));
    },
  };
}

/** Writes what a page puts into `integrity`, of the bytes that are served. */
function writeIntegrity() {
  const hashes = ['telnyx-elements.bundle.js', 'telnyx-elements.js'].map((name) => {
    const bytes = readFileSync(resolve(outDir, name));
    return [name, `sha384-${createHash('sha384').update(bytes).digest('base64')}`];
  });
  writeFileSync(
    resolve(outDir, 'integrity.json'),
    `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
  );
}

export default defineConfig({
  root,
  publicDir: 'public',
  // A page needs a tenth of what zod can do, and loads just that.
  resolve: { alias: { 'zod/mini': resolve(root, 'src/protocol/lean-schema.ts') } },
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2022',
    reportCompressedSize: false,
    lib: {
      entry: {
        'telnyx-elements': 'components/loader/loader.ts',
        ...Object.fromEntries(Object.keys(elements).map((name) => [name, `components/define/${name}.ts`])),
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
          // So that what is drawn before intent can use a part of Lit without the others.
          treeshake: { moduleSideEffects: [{ test: templates, sideEffects: false }] },
          output: {
            ...minified,
            entryFileNames: ({ name }) =>
              name === 'telnyx-elements' ? '[name].js' : 'chunks/[name]-[hash].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
            codeSplitting: {
              groups: [
                // At once on pages with an agent, and on those with a phone.
                {
                  debugName: 'shared',
                  priority: 6,
                  name: inClosureOf([source('components/define/ai-agent.ts')], 'shared'),
                },
                {
                  debugName: 'dialer',
                  priority: 4,
                  name: inClosureOf([source('components/define/dialer.ts')], 'phone'),
                },
                // What other elements need at once stays out of what loads on intent.
                { debugName: 'common', priority: 3, name: commonOrTemplates },
                { debugName: 'phone-link', priority: 2.95, name: inClosureOf(phoneLink, 'phone-link') },
                {
                  debugName: 'session',
                  priority: 2.9,
                  name: inClosureOf([source('components/define/session.ts')], 'session-host'),
                },
                { debugName: 'engine', priority: 2, name: inClosureOf(engine, 'engine') },
                { debugName: 'phone-core', priority: 1.6, name: inClosureOf(phoneCore, 'phone-core') },
                // On intent, in as few files as possible: they compress better, and no file waits for another.
                {
                  debugName: 'agent',
                  priority: 1,
                  name: inClosureOf([source('components/ai-agent/agent-link.ts')], 'agent'),
                },
                { debugName: 'phone', name: inClosureOf(phone, 'phone-panel') },
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
      writeIntegrity();
    },
  },
  plugins: [
    minifiedLiterals(),
    terserChunks(),
    { ...elementFiles(), applyToEnvironment: ({ name }) => name === 'client' },
  ],
});
