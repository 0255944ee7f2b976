// Folders of the repository that the site serves although they lie elsewhere, in one place in git: at their address
// while developing, copied into a build.
import { existsSync } from 'node:fs';
import { cp, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

/**
 * @param {Record<string, { folder: string, only?: RegExp }>} folders by their address below the base, such as `models`;
 * `only` says which paths a build gets
 * @returns {import('astro').AstroIntegration}
 */
export function servedFolders(folders) {
  return {
    name: 'served-folders',
    hooks: {
      'astro:server:setup': ({ server }) => {
        for (const [at, { folder }] of Object.entries(folders))
          server.middlewares.use(`/${at}`, (request, response, next) => {
            serve(folder, request.url ?? '/', response).catch(() => next());
          });
      },
      'astro:build:done': async ({ dir, logger }) => {
        for (const [at, { folder, only }] of Object.entries(folders)) {
          if (!existsSync(folder)) {
            logger.warn(`no ${folder}: figures that need it will say so`);
            continue;
          }
          await copy(folder, fileURLToPath(new URL(`${at}/`, dir)), only);
        }
      },
    },
  };
}

function copy(from, to, only = /./) {
  const filter = async (path) => only.test(path) || (await stat(path)).isDirectory();
  return cp(from, to, { recursive: true, filter });
}

async function serve(folder, url, response) {
  // Resolving against a host drops every `..` before the path meets the file system.
  const path = join(folder, decodeURIComponent(new URL(url, 'http://host').pathname));
  if (!(await stat(path)).isFile()) throw new Error(`not a file: ${path}`);
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
  response.end(await readFile(path));
}
