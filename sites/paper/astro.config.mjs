import { defineConfig } from 'astro/config';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { shippedModels } from './integrations/shippedModels.mjs';

/** Packages resolve to their TypeScript source, so the page needs no other build. */
const SOURCE = '@deconv/source';

export default defineConfig({
  // Where the page will live below its host: `DECONV_BASE=/deconv/ npm run build`.
  base: process.env.DECONV_BASE ?? '/',
  output: 'static',
  devToolbar: { enabled: false },
  integrations: [shippedModels()],
  vite: {
    resolve: { conditions: [SOURCE, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
    worker: { format: 'es' },
  },
});
