import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Names under which the browsers are found in the folders of `PATH`. */
const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];

const FIREFOX_NAMES = ['firefox-esr', 'firefox', 'firefox.exe'];

const MAC_PLACES = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PLACES = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Finds Chrome, Chromium or Edge, `CHROME_PATH` first. Where there is none, root on Debian or Ubuntu gets
 * Chromium from `apt-get`; anyone else an error that says in one sentence what to install.
 *
 * @returns {string} the path of the executable
 */
export function findBrowser({
  env = process.env,
  platform = process.platform,
  install = () => installPackage('chromium'),
  ...options
} = {}) {
  return findOrInstall({
    paths: [
      env.CHROME_PATH,
      ...inPath(env, NAMES),
      ...(platform === 'darwin' ? macPlaces(env, MAC_PLACES) : []),
      ...(platform === 'win32' ? windowsPlaces(env, WINDOWS_PLACES) : []),
    ],
    platform,
    install,
    need: 'The tests need Chrome, Chromium or Edge: install one of them, or set CHROME_PATH to its executable.',
    ...options,
  });
}

/**
 * Finds Firefox in the same way, `FIREFOX_PATH` first.
 *
 * @returns {string} the path of the executable
 */
export function findFirefox({
  env = process.env,
  platform = process.platform,
  install = () => installPackage('firefox-esr'),
  ...options
} = {}) {
  return findOrInstall({
    paths: [
      env.FIREFOX_PATH,
      ...inPath(env, FIREFOX_NAMES),
      ...(platform === 'darwin' ? macPlaces(env, ['Firefox.app/Contents/MacOS/firefox']) : []),
      ...(platform === 'win32' ? windowsPlaces(env, ['Mozilla Firefox\\firefox.exe']) : []),
    ],
    platform,
    install,
    need: 'These tests need Firefox: install it, or set FIREFOX_PATH to its executable.',
    ...options,
  });
}

function findOrInstall({
  paths,
  platform,
  install,
  need,
  exists = existsSync,
  isRoot = process.getuid?.() === 0,
}) {
  const find = () => paths.filter(Boolean).find((path) => exists(path));
  const found = find();
  if (found) return found;
  if (platform === 'linux' && isRoot && exists('/usr/bin/apt-get')) {
    try {
      install();
    } catch {
      // Without a network, for one: the sentence below says what to do, and apt-get has said why it could not.
    }
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(need);
}

function inPath(env, names) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function macPlaces(env, places) {
  const folders = ['/Applications', env.HOME && join(env.HOME, 'Applications')].filter(Boolean);
  return folders.flatMap((folder) => places.map((place) => join(folder, place)));
}

function windowsPlaces(env, places) {
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
  return folders.flatMap((folder) => places.map((place) => join(folder, place)));
}

function installPackage(name) {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update'], options);
  execFileSync('apt-get', ['install', '-y', name], options);
}
