// Writes the service worker: the page's own script with the list of files that make up this version of the site.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const WORKER = fileURLToPath(new URL('../src/offline/worker/serviceWorker.ts', import.meta.url));
/** Fetched on the first visit. Everything else is kept once it has been asked for. */
const SHELL = /\.(html|css|js|woff2|webp|svg|json|png)$/;
/** Networks weigh megabytes, but the one that the page opens with is kept from the start; bundles are for other pages. */
const LATER = /^(models\/(?!zfnet-photo\/[^/]+$)|networks\/|widgets\/)/;
const FIRST_NETWORK = /^models\/zfnet-photo\/[^/]+$/;
/** Astro names these by their content. */
const NAMED = /^_astro\//;

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
        const files = await writeServiceWorker(fileURLToPath(dir), base);
        const first = files.filter(({ atFirst }) => atFirst);
        logger.info(`${first.length} of ${files.length} files are kept from the first visit on`);
      },
    },
  };
}

/**
 * Writes `sw.js` of a site that is built.
 * @param {string} folder
 * @param {string} base address below the host, from slash to slash
 */
export async function writeServiceWorker(folder, base) {
  const files = (await filesIn(folder)).filter((file) => file !== 'sw.js').sort();
  const published = await Promise.all(files.map((file) => publishedFile(folder, file, base)));
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      PUBLISHED: JSON.stringify(published),
      'process.env.NODE_ENV': JSON.stringify('production'),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: WORKER, formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
      minify: true,
    },
  });
  return published;
}

async function publishedFile(folder, file, base) {
  const hash = createHash('sha256').update(await readFile(join(folder, file)));
  return {
    url: base + encodeURI(file.replace(/(^|\/)index\.html$/, '$1')),
    integrity: `sha256-${hash.digest('base64')}`,
    atFirst: FIRST_NETWORK.test(file) || (SHELL.test(file) && !LATER.test(file)),
    named: NAMED.test(file),
  };
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && extname(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
