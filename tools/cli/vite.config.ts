import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);
const OUT = here('dist/command');

/** Read where they lie: they bring what runs beside JavaScript, or may be missing. */
const BESIDE = ['sharp', '@cwasm/nsbmp', 'onnxruntime-node'];

const WASM = '@tensorflow/tfjs-backend-wasm';

/** A module's own address, told from the bundle: what it looks for beside itself is still there. */
const addressOf = (id: string): string =>
  `new URL(${JSON.stringify(relative(OUT, id))}, import.meta.url).href`;

/** Modules find their neighbours where they were before they were bundled. */
const addresses: Plugin = {
  name: 'addresses',
  enforce: 'pre',
  transform(code, id) {
    // Where its binaries lie.
    if (id.includes('/tfjs-backend-wasm/'))
      return `import { fileURLToPath as pathOf } from 'node:url';
        ${code.replaceAll('__dirname', `pathOf(${addressOf(dirname(require.resolve(WASM)))})`)}`;
    return code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', addressOf(id))
      : undefined;
  },
};

/** Writes which modules lie in which file, for whoever asks what a command loads. */
const listOfModules: Plugin = {
  name: 'list-of-modules',
  generateBundle(_, bundle) {
    const files = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk'
        ? [[file.fileName, file.moduleIds.map((id) => relative(here('../..'), id))] as const]
        : [],
    );
    const source = JSON.stringify(Object.fromEntries(files), undefined, 1);
    this.emitFile({ type: 'asset', fileName: 'modules.json', source });
  },
};

/**
 * The command in few files. Node reads hundreds of modules one by one, and tfjs, which is CommonJS, twice: half a second of
 * processor time before any work, for every command and every part of a report.
 */
export default defineConfig({
  ssr: { noExternal: true, external: BESIDE },
  plugins: [addresses, listOfModules],
  build: {
    ssr: 'dist/deconv.js',
    outDir: OUT,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
