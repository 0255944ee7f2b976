import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { besideOthers } from './vite.besideOthers.js';
import { shortTemplates } from './vite.shortTemplates.js';
import { namedKernels, threadsAlone, withoutOnnxForms } from '../../vite.shared.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `DeconvGrid.ts` becomes `deconv-grid.js`. */
const bundles = readdirSync(here('src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|[/])Deconv[A-Za-z]+[.]ts$/.test(file))
  .map((file) => [
    basename(file, '.ts')
      .replace(/[a-z](?=[A-Z])/g, '$&-')
      .toLowerCase(),
    here(`src/${file}`),
  ]);

const IN_CHUNKS = {
  chunkFileNames: 'chunks/[name]-[hash].js',
  assetFileNames: 'chunks/[name]-[hash][extname]',
};

/**
 * Whoever draws photos and projections needs most of these small modules. Each in a chunk of its own, as different figures
 * leave out different ones, they would be half as large again.
 */
const DRAWING = {
  name: 'drawing',
  test: /libs\/(pictures\/src\/(contrastScale|crop|paste|raster|shade|withAlpha)|elements\/src\/drawing\/((blank|patch|projection)Picture|fieldFrame|unitPictures|square))/,
};

/** Likewise for whoever draws a document: its frame, its tables and its choices. */
const DOCUMENT = {
  name: 'document',
  test: /libs\/elements\/src\/(frame\/(plateStyles|renderPlate)|parts\/(choices\/renderChoice|results\/render(Table|Numbers)|styles\/choices)|words\/(faults\/emptyLists|factsOf|networkInWords))/,
};

/**
 * The bundles that one tag embeds, from whatever origin they come: all elements, and each alone. What they share, and the
 * engine, which is fetched when something is computed, lie beside them.
 */
export default defineConfig({
  // Chunks, worker and assets are found relative to the script that asks for them.
  base: './',
  publicDir: false,
  plugins: [
    namedKernels(),
    threadsAlone(),
    withoutOnnxForms(),
    shortTemplates(here('src/')),
    besideOthers(here('src/')),
  ],
  resolve: { conditions: ['@deconv/source', ...defaultClientConditions] },
  worker: {
    format: 'es',
    plugins: () => [namedKernels(), threadsAlone(), withoutOnnxForms()],
    rolldownOptions: {
      output: {
        ...IN_CHUNKS,
        // `worker` of the engine's folder of that name, or of that which decodes.
        entryFileNames: 'chunks/[name]-[hash].js',
        // As in all other chunks: a licence for each file of TensorFlow.js is a twentieth of the download.
        comments: false,
      },
    },
  },
  build: {
    outDir: 'dist/embed',
    emptyOutDir: true,
    target: 'es2022',
    // A preload would be another tag in somebody else's page.
    modulePreload: false,
    manifest: 'manifest.json',
    rolldownOptions: {
      input: { deconv: here('src/index.ts'), ...Object.fromEntries(bundles) },
      preserveEntrySignatures: 'strict',
      output: {
        ...IN_CHUNKS,
        entryFileNames: '[name].js',
        codeSplitting: { groups: [DRAWING, DOCUMENT] },
      },
    },
  },
});
