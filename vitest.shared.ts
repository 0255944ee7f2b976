import { playwright } from '@vitest/browser-playwright';
import { readFileSync } from 'node:fs';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tools/dev/browser.mjs';

/** Export condition under which every package resolves to its TypeScript source, so tests need no build. */
const SOURCE = '@deconv/source';

/** What the engine's worker imports of tfjs file by file. */
const KERNELS = ['webglKernels', 'moreWebglKernels'].flatMap((list) => {
  const file = new URL(`libs/engine/src/worker/${list}.ts`, import.meta.url);
  return readFileSync(file, 'utf8').match(/(?<=')@tensorflow[^']+/g) ?? [];
});

/** What the engine's worker imports. Found only when it starts, they would make Vite reload a running test. */
const OF_THE_WORKER = [
  ...KERNELS,
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  'comlink',
  'd3-scale',
  'd3-shape',
  'fastest-levenshtein',
  'image-dimensions',
  'pure-rand/distribution/uniformFloat64',
  'pure-rand/distribution/uniformInt',
  'pure-rand/generator/xoroshiro128plus',
  'valibot',
];

export interface TestPlan {
  /** Package name without scope; also the name of the report file. */
  name: string;
  /** Glob of the tests that run in Node. */
  node?: string[];
  /** Glob of the tests that run in headless Chromium. */
  browser?: string[];
  /** Tests in Chromium start the engine's worker. */
  engine?: boolean;
}

/** One Vitest configuration for all packages: Node tests, and browser tests in a real Chromium. */
export function testPlan({ name, node = [], browser = [], engine = false }: TestPlan) {
  const shared = {
    resolve: { conditions: [SOURCE, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  };
  const report = new URL(`.cache/reports/@deconv/${name}.json`, import.meta.url).pathname;
  return defineConfig({
    test: {
      reporters: ['default', ['json', { outputFile: report }]],
      projects: [
        ...(node.length
          ? [
              {
                ...shared,
                test: {
                  name: 'node',
                  include: node,
                  environment: 'node' as const,
                  testTimeout: 120_000,
                  hookTimeout: 120_000,
                },
              },
            ]
          : []),
        ...(browser.length
          ? [
              {
                ...shared,
                ...(engine && { optimizeDeps: { include: OF_THE_WORKER } }),
                test: {
                  name: 'browser',
                  include: browser,
                  testTimeout: 240_000,
                  hookTimeout: 240_000,
                  browser: {
                    enabled: true,
                    headless: true,
                    screenshotFailures: false,
                    provider: playwright({ launchOptions: findBrowser() }),
                    instances: [{ browser: 'chromium' as const }],
                  },
                },
              },
            ]
          : []),
      ],
    },
  });
}
