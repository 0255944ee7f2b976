import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tools/dev/browser.mjs';

/** Export condition under which every package resolves to its TypeScript source, so tests need no build. */
const SOURCE = '@deconv/source';

export interface TestPlan {
  /** Package name without scope; also the name of the report file. */
  name: string;
  /** Glob of the tests that run in Node. */
  node?: string[];
  /** Glob of the tests that run in headless Chromium. */
  browser?: string[];
}

/** One Vitest configuration for all packages: Node tests, and browser tests in a real Chromium. */
export function testPlan({ name, node = [], browser = [] }: TestPlan) {
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
