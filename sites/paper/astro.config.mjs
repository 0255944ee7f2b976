import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { fileURLToPath } from 'node:url';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { drawings } from './integrations/drawings.mjs';
import { offline } from './integrations/offline.mjs';
import {
  computingInDevelopment,
  namedKernels,
  threadsAlone,
  withoutOnnxForms,
} from '../../vite.shared.mjs';
import { networksBeside } from './integrations/networksBeside.mjs';
import { servedFolders } from './integrations/servedFolders.mjs';

/** Packages resolve to their TypeScript source, so the page needs no other build. */
const SOURCE = '@deconv/source';

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Of the networks that come with the page. */
const MODELS = process.env.DECONV_MODELS ?? beside('../../models/');
/** Where networks beside the site lie, if not in `public/`. */
const NETWORKS = process.env.DECONV_NETWORKS;

export default defineConfig({
  // Where the page will live below its host: `DECONV_BASE=/deconv/ npm run build`.
  base: process.env.DECONV_BASE ?? '/',
  // Its host, where that is known: `DECONV_SITE=https://example.org`.
  ...(process.env.DECONV_SITE && { site: process.env.DECONV_SITE }),
  output: 'static',
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never' },
  // Each token has a colour for both; `styles/code.css` chooses.
  markdown: {
    shikiConfig: {
      themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
      defaultColor: false,
    },
  },
  integrations: [
    mdx({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }),
    servedFolders({
      // Cards, sheets and curves stay in the repository.
      models: {
        folder: MODELS,
        only: /(model|preprocess|labels)\.json$|\.bin$/,
      },
      ...(NETWORKS && { networks: { folder: NETWORKS, only: /[.](json|bin|onnx)$/ } }),
      // Documents that the command measured, which the gallery shows too.
      results: { folder: beside('../gallery/public/samples/') },
      // Documents of the ledger.
      reproduction: {
        folder: beside('../../docs/reproduction/'),
        only: /(?<!entries)[.]json$/,
      },
      // One tag in anybody's page: the address of this site is all it takes.
      widgets: { folder: beside('../../libs/elements/dist/embed/') },
    }),
    drawings(),
    // Last: it lists what the others wrote.
    offline(),
  ],
  vite: {
    define: {
      'import.meta.env.NETWORKS_BESIDE': JSON.stringify(
        networksBeside(NETWORKS ?? beside('public/networks'), MODELS),
      ),
    },
    resolve: { conditions: [SOURCE, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
    plugins: [namedKernels(), threadsAlone(), withoutOnnxForms(), computingInDevelopment()],
    // Firefox reports a module as not loaded that it was asked to preload while it had it.
    build: { modulePreload: false },
    worker: { format: 'es', plugins: () => [namedKernels(), threadsAlone(), withoutOnnxForms()] },
  },
});
