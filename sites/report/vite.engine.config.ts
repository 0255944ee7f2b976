import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const NAME = 'deconvEngine';

/** Makes a script a function that the page can call, and can hand to a worker as text: it may not read the file again. */
const asFunction: Plugin = {
  name: 'as-function',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk')
        chunk.code = `globalThis.${NAME}=function(){${chunk.code};return ${NAME}};`;
  },
};

/** The engine in one classic script, its WebAssembly included, for reports that compute from a disc. */
export default defineConfig({
  publicDir: false,
  resolve: { conditions: ['@deconv/source', ...defaultClientConditions] },
  plugins: [asFunction],
  build: {
    outDir: 'dist/live',
    emptyOutDir: true,
    target: 'es2022',
    lib: {
      entry: here('src/scripts/engine.ts'),
      formats: ['iife'],
      name: NAME,
      fileName: () => 'engine.js',
    },
    rolldownOptions: {
      output: { comments: false },
      // What lies beside a module is inside this script: no address leads to it, but each must be one.
      transform: { define: { 'import.meta.url': JSON.stringify('about:blank') } },
    },
  },
});
