import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { findBrowser, findFirefox } from '../support/node/find-browser.mjs';

const CHROMIUM = '/usr/bin/chromium';
const NOWHERE = { env: { PATH: '/usr/bin' }, platform: 'linux', isRoot: false } as const;

describe('findBrowser', () => {
  it('takes CHROME_PATH before anything else', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/my-chrome' };
    assert.equal(findBrowser({ ...NOWHERE, env, exists: () => true }), '/opt/my-chrome');
  });

  it('looks through PATH, then in the usual places of macOS and Windows', () => {
    assert.equal(findBrowser({ ...NOWHERE, exists: (path) => path === CHROMIUM }), CHROMIUM);
    const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    assert.equal(findBrowser({ ...NOWHERE, platform: 'darwin', exists: (path) => path === edge }), edge);
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    const found = findBrowser({
      env,
      platform: 'win32',
      exists: (path) => path.includes('Chrome\\Application'),
    });
    assert.match(found, /chrome\.exe$/);
  });

  it('installs Chromium as root where apt-get is', () => {
    let isInstalled = false;
    const found = findBrowser({
      ...NOWHERE,
      isRoot: true,
      exists: (path) => path === '/usr/bin/apt-get' || (isInstalled && path === CHROMIUM),
      install: () => {
        isInstalled = true;
      },
    });
    assert.equal(found, CHROMIUM);
  });

  it('says in one sentence what to install where that fails', () => {
    const install = () => {
      throw new Error('Command failed: apt-get update');
    };
    const exists = (path: string) => path === '/usr/bin/apt-get';
    assert.throws(() => findBrowser({ ...NOWHERE, isRoot: true, exists, install }), /^Error: [^.]*\.$/);
  });

  it('says in one sentence what to install everywhere else', () => {
    const install = () => assert.fail('nobody asked for an installation');
    for (const options of [NOWHERE, { ...NOWHERE, isRoot: true }]) {
      assert.throws(() => findBrowser({ ...options, exists: () => false, install }), /^Error: [^.]*\.$/);
    }
  });
});

describe('findFirefox', () => {
  it('takes FIREFOX_PATH, then what PATH holds, and installs nothing it was not asked to', () => {
    const env = { PATH: '/usr/bin', FIREFOX_PATH: '/opt/firefox' };
    assert.equal(findFirefox({ ...NOWHERE, env, exists: () => true }), '/opt/firefox');
    const esr = '/usr/bin/firefox-esr';
    assert.equal(findFirefox({ ...NOWHERE, exists: (path) => path === esr }), esr);
    assert.throws(() => findFirefox({ ...NOWHERE, exists: () => false }), /^Error: [^.]*\.$/);
  });
});
