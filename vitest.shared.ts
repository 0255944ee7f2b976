import { playwright } from '@vitest/browser-playwright';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
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
  'd3-array',
  'd3-scale',
  'd3-scale-chromatic',
  'd3-shape',
  'fastest-levenshtein',
  'image-dimensions',
  'pure-rand/distribution/uniformFloat64',
  'pure-rand/distribution/uniformInt',
  'pure-rand/generator/xoroshiro128plus',
  'valibot',
];

/** Milliseconds after which a test hangs. No test is timed: on a loaded machine all of them take many times as long. */
const HANG = 1_200_000;

/** The same of one thing that a test waits for. */
const LONGEST_WAIT = 120_000;

export interface TestPlan {
  /** Package name without scope; also the name of the report file. */
  name: string;
  /** Glob of the tests that run in Node. */
  node?: string[];
  /** Glob of the tests that run in headless Chromium. */
  browser?: string[];
  /** Tests in Chromium start the engine's worker. */
  engine?: boolean;
  /** Milliseconds after which one thing that a test waits for hangs. */
  longestWait?: number;
}

/**
 * All files of a worker share its modules: loading tfjs and ours for each one anew took a third of a suite's processor time.
 * And every core has a worker. Vitest leaves one to itself, which on two of them halves what is left of the longest suite.
 */
const SHARED_WORKERS = { isolate: false, maxWorkers: availableParallelism() };

/** One Vitest configuration for all packages: Node tests, and browser tests in a real Chromium. */
export function testPlan({
  name,
  node = [],
  browser = [],
  engine = false,
  longestWait = LONGEST_WAIT,
}: TestPlan) {
  const patient = {
    testTimeout: HANG,
    hookTimeout: HANG,
    expect: { poll: { timeout: longestWait } },
  };
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
                  ...SHARED_WORKERS,
                  ...patient,
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
                  ...patient,
                  // One page at a time, which has the focus; after the tests in Node, which have every core.
                  sequence: { groupOrder: 1 },
                  browser: {
                    enabled: true,
                    connectTimeout: HANG,
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
