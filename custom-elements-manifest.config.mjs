import { readFileSync, writeFileSync } from 'node:fs';
import { generateJsxTypes } from '@wc-toolkit/jsx-types';

const LIT_MEMBERS = new Set([
  ...['styles', 'properties', 'shadowRootOptions', 'createRenderRoot'],
  ...['connectedCallback', 'disconnectedCallback'],
  ...[
    'attributeChangedCallback',
    'shouldUpdate',
    'willUpdate',
    'update',
    'updated',
    'firstUpdated',
    'render',
  ],
]);

const isPublic = ({ name, privacy = 'public' }) => privacy === 'public' && !LIT_MEMBERS.has(name);

/** Tells by which import an element is registered: those of `components/define` are the entries of the package. */
const definitions = {
  name: 'telnyx:definitions',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!moduleDoc.path.startsWith('components/define/') || !ts.isCallExpression(node)) return;
    const [tag, element] = node.arguments;
    if (node.expression.getText() !== 'defineElement' || !ts.isStringLiteral(tag)) return;
    const declaration = { name: element.getText() };
    moduleDoc.exports ??= [];
    moduleDoc.exports.push({ kind: 'custom-element-definition', name: tag.text, declaration });
  },
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const declares = (module, name) => module.declarations?.some((each) => each.name === name);
    for (const { kind, declaration } of modules.flatMap(({ exports = [] }) => exports)) {
      if (kind !== 'custom-element-definition') continue;
      declaration.module = modules.find((module) => declares(module, declaration.name))?.path;
    }
  },
};

/** Leaves out what pages cannot use, and names the published modules instead of the sources. */
const published = {
  name: 'telnyx:published',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        if (declaration.members) declaration.members = declaration.members.filter(isPublic);
      }
    }
    customElementsManifest.modules = JSON.parse(
      JSON.stringify(customElementsManifest.modules).replace(
        /"\/?((?:components|src)\/[\w./-]+)\.[jt]s"/g,
        '"dist/es/$1.js"',
      ),
    );
  },
};

/** Where the generator looks for what `ref` takes, and what React and Preact give it too: `useRef()`. */
const REF = /^( *ref\?: )\(T \|/m;
const WITH_REF_OBJECTS = '$1({ current: T | null } | T |';

/** Writes the types of all elements for JSX, `dist/jsx.d.ts`, and an empty module beside it for bundlers. */
const jsxTypes = {
  name: 'telnyx:jsx-types',
  packageLinkPhase({ customElementsManifest }) {
    const manifest = structuredClone(customElementsManifest);
    for (const module of manifest.modules) {
      // Without what is registered for the agent's panel alone.
      module.declarations = module.declarations?.filter(({ name }) => name !== 'TelnyxTalkButton');
      // By their names: the generator would not import their classes.
      for (const event of (module.declarations ?? []).flatMap(({ events = [] }) => events))
        event.type = { text: `GlobalEventHandlersEventMap['${event.name}']` };
    }
    generateJsxTypes(manifest, {
      outdir: 'dist',
      fileName: 'jsx.d.ts',
      globalTypePath: './es/components/index.js',
      stronglyTypedEvents: true,
      includeDefaultDOMEvents: true,
    });
    const types = readFileSync('dist/jsx.d.ts', 'utf8');
    if (!REF.test(types)) throw new Error('The types for JSX declare `ref` in another way.');
    writeFileSync('dist/jsx.d.ts', types.replace(REF, WITH_REF_OBJECTS));
    writeFileSync('dist/jsx.js', 'export {};\n');
  },
};

/**
 * Attributes come from the `@attr` lines of the fields. The analyzer's own Lit plugin stays off: it reads
 * property declarations as literals, while ours are made by functions.
 */
export default {
  globs: ['components/**/*.ts'],
  exclude: ['components/loader/**', 'components/frameworks/**'],
  outdir: 'dist',
  packagejson: false,
  plugins: [definitions, published, jsxTypes],
};
