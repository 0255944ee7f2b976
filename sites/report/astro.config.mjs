import { defineConfig } from 'astro/config';
import { defaultServerConditions } from 'vite';

export default defineConfig({
  output: 'static',
  devToolbar: { enabled: false },
  build: {
    // The page is opened from wherever its folder lies.
    assetsPrefix: '.',
    assets: 'assets',
    inlineStylesheets: 'always',
  },
  vite: { ssr: { resolve: { conditions: ['@deconv/source', ...defaultServerConditions] } } },
});
