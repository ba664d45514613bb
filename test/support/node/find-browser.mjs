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
  exists = existsSync,
  isRoot = process.getuid?.() === 0,
  install = installChromium,
} = {}) {
  const find = () => candidates(env, platform).find((path) => exists(path));
  const found = find();
  if (found) return found;
  if (platform === 'linux' && isRoot && exists('/usr/bin/apt-get')) {
    install();
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need Chrome, Chromium or Edge: install one of them, or set CHROME_PATH to its executable.',
  );
}

function candidates(env, platform) {
  const fromPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    env.CHROME_PATH,
    ...NAMES.flatMap((name) => fromPath.map((folder) => join(folder, name))),
    ...(platform === 'darwin' ? macPlaces(env) : []),
    ...(platform === 'win32' ? windowsPlaces(env) : []),
  ].filter(Boolean);
}

function macPlaces(env) {
  const folders = ['/Applications', env.HOME && join(env.HOME, 'Applications')].filter(Boolean);
  return folders.flatMap((folder) => MAC_PLACES.map((place) => join(folder, place)));
}

function windowsPlaces(env) {
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
  return folders.flatMap((folder) => WINDOWS_PLACES.map((place) => join(folder, place)));
}

function installChromium() {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('apt-get', ['update'], options);
  execFileSync('apt-get', ['install', '-y', 'chromium'], options);
}
