const LIT_MEMBERS = new Set([
  ...['styles', 'properties', 'createRenderRoot', 'connectedCallback', 'disconnectedCallback'],
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

/**
 * Attributes come from the `@attr` lines of the fields. The analyzer's own Lit plugin stays off: it reads
 * property declarations as literals, while ours are made by functions.
 */
export default {
  globs: ['components/**/*.ts'],
  exclude: ['components/loader/**'],
  outdir: 'dist',
  packagejson: false,
  plugins: [published],
};
