// Brings a fresh clone to where every command works: dependencies, and a browser where the machine lets us install one.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { browserPath, firefoxPath, webkitPaths } from './browser.mjs';

export const root = new URL('../../', import.meta.url).pathname;

/** Runs a command and ends the process, with its exit code, where it fails. */
export function must(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
}

export function installDependencies() {
  const lock = `${root}package-lock.json`;
  const installed = `${root}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing dependencies …');
  must('npm', ['ci', '--no-audit', '--no-fund']);
}

/** Path of a browser; on Debian as root it is installed. Undefined, with a hint, where there is none to be had. */
export function ensureBrowser() {
  if (!browserPath()) installOnDebian('Chromium', ['chromium']);
  if (!browserPath())
    console.error(
      'No Chromium, Chrome or Edge found: install one, or set DECONV_BROWSER to its path.',
    );
  return browserPath();
}

/** Installs Firefox and WebKitGTK on Debian as root. Where one is missing, its tests are skipped, and this says so. */
export function ensureOtherBrowsers() {
  const packages = [
    ...(firefoxPath() ? [] : ['firefox-esr']),
    ...(webkitPaths() ? [] : ['webkit2gtk-driver', 'xvfb', 'xauth']),
  ];
  if (packages.length) installOnDebian('Firefox and WebKitGTK', packages);
  for (const [name, path] of [
    ['Firefox', firefoxPath()],
    ['WebKitGTK', webkitPaths()],
  ])
    if (!path) console.error(`No ${name} found: its tests are skipped.`);
}

/** Whether it succeeded is for the caller to see: by what is there afterwards. */
function installOnDebian(what, packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.error(`Installing ${what} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}
