// Writes the service worker: the page's own script with the list of files that make the page readable without a
// network, and a version that changes with any of them.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATE = new URL('../src/offline/serviceWorker.js', import.meta.url);
/** Fetched on the first visit. Everything else is kept once it has been asked for. */
const SHELL = /\.(html|css|js|woff2|webp|svg|json|png)$/;
/** Networks weigh megabytes, but the one that the page opens with is kept from the start; bundles are for other pages. */
const LATER = /^(models\/(?!zfnet-emoji\/[^/]+$)|widgets\/)/;
const FIRST_NETWORK = /^models\/zfnet-emoji\/[^/]+$/;

/** @returns {import('astro').AstroIntegration} */
export function offline() {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = (await filesIn(folder)).filter(isShell).sort();
        const shell = files.map((file) => base + file.replace(/(^|\/)index\.html$/, '$1'));
        const script = (await readFile(TEMPLATE, 'utf8'))
          .replace("'%VERSION%'", JSON.stringify(await versionOf(folder, files)))
          .replace("'%SHELL%'", JSON.stringify(shell));
        await writeFile(join(folder, 'sw.js'), script);
        logger.info(`${shell.length} files are kept for reading offline`);
      },
    },
  };
}

function isShell(file) {
  return FIRST_NETWORK.test(file) || (SHELL.test(file) && !LATER.test(file));
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && extname(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function versionOf(folder, files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
