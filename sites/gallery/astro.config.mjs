import { defineConfig } from 'astro/config';
import { defaultClientConditions, defaultServerConditions } from 'vite';

/** Packages resolve to their TypeScript source, so the gallery needs no other build. */
const SOURCE = '@deconv/source';

export default defineConfig({
  // Where the gallery will live below its host: `DECONV_BASE=/gallery/ npm run build`.
  base: process.env.DECONV_BASE ?? '/',
  output: 'static',
  devToolbar: { enabled: false },
  vite: {
    resolve: { conditions: [SOURCE, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  },
});
