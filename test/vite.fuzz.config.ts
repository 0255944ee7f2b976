import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SOURCE = '@deconv/source';

/** What the fuzzer runs, from sources: scripts for Node, of which the packages of others are no part, and a page. */
export default defineConfig({
  root: here('..'),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  builder: {},
  environments: {
    ssr: {
      resolve: { noExternal: [/^@deconv[/]/], conditions: [SOURCE, ...defaultServerConditions] },
      build: {
        ssr: true,
        outDir: here('../.cache/fuzz'),
        emptyOutDir: true,
        minify: false,
        target: 'node20',
        rolldownOptions: {
          input: Object.fromEntries(
            ['main', 'worker', 'watchdog'].map((name) => [name, here(`src/fuzz/${name}.ts`)]),
          ),
          // As deep as the sources, which find what lies around them by their own address.
          output: { chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    client: {
      resolve: { conditions: [SOURCE, ...defaultClientConditions] },
      build: {
        outDir: here('../.cache/fuzzPage'),
        emptyOutDir: true,
        minify: false,
        target: 'es2022',
        rolldownOptions: { input: here('src/fuzz/index.html') },
      },
    },
  },
});
