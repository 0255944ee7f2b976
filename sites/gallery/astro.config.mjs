import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import {
  computingInDevelopment,
  namedKernels,
  threadsAlone,
  withoutOnnxForms,
} from '../../vite.shared.mjs';
import { servedFolders } from '../paper/integrations/servedFolders.mjs';

/** Packages resolve to their TypeScript source, so the gallery needs no other build. */
const SOURCE = '@deconv/source';

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Where the gallery will live below its host: `DECONV_BASE=/gallery/ npm run build`.
  base: process.env.DECONV_BASE ?? '/',
  output: 'static',
  devToolbar: { enabled: false },
  integrations: [
    servedFolders({
      models: {
        folder: beside('../../models/'),
        only: /zfnet-emoji.*((model|preprocess|labels)\.json|\.bin)$/,
      },
      photos: { folder: beside('../paper/public/samples/') },
      lessons: { folder: beside('../paper/public/lessons/') },
      // Documents of the ledger, which take hours to measure.
      reproduction: {
        folder: beside('../../docs/reproduction/'),
        only: /(transfer|layers)-.*[.]json$/,
      },
    }),
  ],
  vite: {
    resolve: { conditions: [SOURCE, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
    // The engine's worker comes in parts.
    plugins: [namedKernels(), threadsAlone(), withoutOnnxForms(), computingInDevelopment()],
    worker: { format: 'es', plugins: () => [namedKernels(), threadsAlone(), withoutOnnxForms()] },
  },
});
