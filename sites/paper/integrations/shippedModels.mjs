// The networks in the repository's models/ folder, under {base}/models/: served while developing, copied into a
// build. They stay in one place in git.
import { existsSync } from 'node:fs';
import { cp, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODELS = fileURLToPath(new URL('../../../models/', import.meta.url));
const TYPES = { '.json': 'application/json', '.md': 'text/markdown' };

/** @returns {import('astro').AstroIntegration} */
export function shippedModels(folder = process.env.DECONV_MODELS ?? MODELS) {
  return {
    name: 'shipped-models',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use('/models', (request, response, next) => {
          serve(folder, request.url ?? '/', response).catch(() => next());
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!existsSync(folder)) {
          logger.warn(`no networks in ${folder}: figures will have nothing to compute with`);
          return;
        }
        await cp(folder, fileURLToPath(new URL('models/', dir)), { recursive: true });
        logger.info(`copied the networks in ${folder}`);
      },
    },
  };
}

async function serve(folder, url, response) {
  // Resolving against a host drops every `..` before the path meets the file system.
  const path = join(folder, decodeURIComponent(new URL(url, 'http://host').pathname));
  if (!(await stat(path)).isFile()) throw new Error(`not a file: ${path}`);
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
  response.end(await readFile(path));
}
