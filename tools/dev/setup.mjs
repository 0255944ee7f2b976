// Brings a fresh clone to where every command works: dependencies, and a browser where the machine lets us install one.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { browserPath } from './browser.mjs';

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
  if (browserPath()) return browserPath();
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.error('Installing Chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    must('apt-get', ['update', '-qq'], { env });
    must('apt-get', ['install', '-y', '-qq', 'chromium'], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  if (!browserPath())
    console.error(
      'No Chromium, Chrome or Edge found: install one, or set DECONV_BROWSER to its path.',
    );
  return browserPath();
}
