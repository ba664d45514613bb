import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const modules = resolve(root, 'node_modules');

const tsx = `
import { useRef } from 'react';
import 'telnyx-elements/ai-agent';
import 'telnyx-elements/jsx';

export function Assistant() {
  const agent = useRef<HTMLElementTagNameMap['telnyx-ai-agent']>(null);
  return (
    <telnyx-ai-agent
      ref={agent}
      agent-id="assistant-1"
      placement="bottom-left"
      text-only
      data-var-first-name="Ada"
      ontelnyx-transcript={({ detail }) => detail.item.text.trim()}
      onClick={() => agent.current?.start()}
    >
      <a slot="fallback" href="tel:+15551234567">Call us</a>
    </telnyx-ai-agent>
  );
}

export function listen(agent: HTMLElementTagNameMap['telnyx-ai-agent']) {
  agent.addEventListener('agent.connected', ({ detail }) => detail.dc?.trim());
  document.addEventListener('transcript.item', ({ detail }) => detail.timestamp.getTime());
  // @ts-expect-error Nothing that the detail has.
  agent.addEventListener('conversation.update', ({ detail }) => detail.nothing);
}

// @ts-expect-error No such place.
export const placed = <telnyx-ai-agent placement="left" />;
// @ts-expect-error A flag.
export const flag = <telnyx-ai-agent text-only={5} />;
// @ts-expect-error Nothing that the detail has.
export const event = <telnyx-ai-agent ontelnyx-transcript={({ detail }) => detail.nothing} />;
// @ts-expect-error No such attribute.
export const attribute = <telnyx-ai-agent agentid="assistant-1" />;

export const parts = (
  <telnyx-session login="alice">
    <telnyx-keypad mode="dtmf" ontelnyx-key={({ detail }) => detail.key.trim()} />
  </telnyx-session>
);
`;

const vue = `
<script setup lang="ts">
import { useTemplateRef } from 'vue';
import 'telnyx-elements/ai-agent';
import 'telnyx-elements/vue';

const agent = useTemplateRef('agent');
</script>

<template>
  <telnyx-ai-agent
    ref="agent"
    agent-id="assistant-1"
    placement="bottom-left"
    text-only
    data-var-first-name="Ada"
    :variables="{ cart_total: 42 }"
    @telnyx-transcript="({ detail }) => detail.item.text.trim()"
    @click="agent?.start()"
  >
    <a slot="fallback" href="tel:+15551234567">Call us</a>
  </telnyx-ai-agent>
  <!-- @vue-expect-error No such place. -->
  <telnyx-ai-agent placement="left" />
  <!-- @vue-expect-error A text. -->
  <telnyx-ai-agent :agent-id="5" />
  <!-- @vue-expect-error A flag. -->
  <telnyx-ai-agent :text-only="5" />
  <!-- @vue-expect-error Nothing that the detail has. -->
  <telnyx-ai-agent @telnyx-transcript="({ detail }) => detail.nothing" />
  <telnyx-session login="alice">
    <telnyx-keypad mode="dtmf" @telnyx-key="({ detail }) => detail.key.trim()" />
  </telnyx-session>
</template>
`;

/** The blocks of this language in the recipes, as files of a host. */
const recipes = (language: string) =>
  [
    ...readFileSync(resolve(root, 'docs/frameworks.md'), 'utf8').matchAll(
      new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'),
    ),
  ].map(([, code = ''], i) => [`recipe-${i}.${language}`, code] as const);

/** What each compiler is given. */
const files = {
  tsx: [['own.tsx', tsx], ...recipes('tsx')],
  vue: [['own.vue', vue], ...recipes('vue')],
} as const;

describe('the types for frameworks', () => {
  let host = '';

  before(() => {
    host = mkdtempSync(join(tmpdir(), 'telnyx-elements-'));
    mkdirSync(join(host, 'node_modules/@types'), { recursive: true });
    symlinkSync(root, join(host, 'node_modules/telnyx-elements'), 'junction');
    for (const name of ['vue', '@types/react'])
      symlinkSync(join(modules, name), join(host, 'node_modules', name), 'junction');
    const compilerOptions = {
      ...{ strict: true, noEmit: true, jsx: 'react-jsx', types: [] },
      ...{ target: 'es2022', lib: ['ES2023', 'DOM'], module: 'esnext', moduleResolution: 'bundler' },
    };
    for (const [language, sources] of Object.entries(files)) {
      for (const [name, code] of sources) writeFileSync(join(host, name), code);
      const config = { compilerOptions, files: sources.map(([name]) => name) };
      writeFileSync(join(host, `${language}.json`), JSON.stringify(config));
    }
  });

  after(() => {
    rmSync(host, { recursive: true });
  });

  const errorsOf = (compiler: string, language: keyof typeof files) =>
    spawnSync(process.execPath, [join(modules, compiler), '-p', join(host, `${language}.json`)], {
      encoding: 'utf8',
    }).stdout;

  it('know attributes, events, methods and their values in JSX, in the recipes too', () => {
    assert.equal(files.tsx.length, 4);
    assert.equal(errorsOf('typescript/bin/tsc', 'tsx'), '');
  });

  it('know them in the templates of Vue, in the recipe too', () => {
    assert.equal(files.vue.length, 2);
    assert.equal(errorsOf('vue-tsc/bin/vue-tsc.js', 'vue'), '');
  });

  it('tell nothing of the machine on which they were made', () => {
    const types = readFileSync(resolve(root, 'dist/jsx.d.ts'), 'utf8');

    assert.ok(!types.includes(root));
    assert.deepEqual(types.match(/^} from .*$/gm), ['} from "./es/components/index.js";']);
  });
});
