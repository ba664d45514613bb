import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/**
 * Forbids the imports of a folder that `regex` matches, static and dynamic ones. For one file the later wall
 * replaces the earlier, so an inner folder repeats what the outer one forbids.
 */
const wall = (folder, regex, message) => ({
  files: [`${folder}/**/*.{ts,js}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
    'no-restricted-syntax': [
      'error',
      { selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`, message },
    ],
  },
});

/** Forbids every import but those that match, for folders of which it is known all that they need. */
const only = (folder, allowed, message) => wall(folder, `^(?!(${allowed}))`, message);

const CLASSIC_ZOD = '^zod$|^zod/(?!mini$)';

export default defineConfig(
  { ignores: ['dist/', '.demo/', 'coverage/', 'public/', 'demo/public/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [
      ...tseslint.configs.strictTypeChecked,
      ...tseslint.configs.stylisticTypeChecked,
      lit.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
    ],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './src/protocol/tsconfig.json',
          './demo/gateway/tsconfig.json',
          './test/build/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', 450],
      // Lit has the life cycle callbacks; the rule would have every call to them guarded.
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}', '*.config.ts', 'demo/*.config.ts'],
    extends: [tseslint.configs.recommended, tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: false } },
    rules: { 'max-lines': ['error', 450] },
  },

  wall('src', `^@?lit(/|$)|/(components|demo|test)/|${CLASSIC_ZOD}`, 'The core knows no UI.'),
  only('src/protocol', 'zod/mini$|\\./', 'The protocol imports only zod/mini.'),
  only('src/shared', '\\./', 'The shared leaves import nothing.'),
  only(
    'src/{signaling,media}',
    'zod/mini$|\\./|\\.\\./(protocol|shared)/',
    'Signaling and media know the protocol, not each other and no call.',
  ),
  only(
    'src/{call,assistant}',
    'zod/mini$|\\./|\\.\\./(signaling|media|protocol|shared)/',
    'Calls and the assistant know no session.',
  ),
  only('src/quality', '\\./|\\.\\./(call|media|shared)/', 'Figures know no session and no signaling.'),
  wall(
    'components',
    `/src/(?!index\\.js$)|/(demo|test)/|${CLASSIC_ZOD}`,
    'Components use the public core, src/index.js, alone.',
  ),
  wall('demo', '/(src|components|test)/|^\\./gateway/', 'The demo uses what hosts get.'),
  wall(
    'demo/gateway',
    `/src/(?!protocol/)|/(components|test)/|^@?lit(/|$)|${CLASSIC_ZOD}`,
    'The gateway shares only the protocol.',
  ),
  {
    files: ['demo/*.config.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off', 'no-restricted-syntax': 'off' },
  },

  {
    files: ['src/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['document', 'window', 'customElements', 'HTMLElement', 'localStorage', 'sessionStorage'].map(
          (name) => ({
            name,
            message: 'The page belongs to the components, which hand the core what it needs.',
          }),
        ),
      ],
    },
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  { files: ['components/**'], rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
