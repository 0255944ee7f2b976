import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The report's script: the elements, in one classic script, since browsers load no module from a disc. The engine stays
 * out; a report that computes carries it beside (`vite.engine.config.ts`).
 */
export default defineConfig({
  publicDir: false,
  resolve: {
    conditions: ['@deconv/source', ...defaultClientConditions],
    alias: [
      { find: /^@deconv[/]engine$/, replacement: here('src/scripts/engineBeside.ts') },
      // From a disc no worker starts by its address.
      { find: /^@deconv[/]engine[/]decoding$/, replacement: here('src/scripts/decoding.ts') },
    ],
  },
  build: {
    outDir: 'dist/assets',
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: here('src/scripts/report.ts'),
      formats: ['iife'],
      name: 'deconvReport',
      fileName: () => 'report.js',
    },
  },
});
