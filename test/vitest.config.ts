import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { testPlan } from '../vitest.shared.ts';

const AGREEMENT = 'src/agreement/*.test.ts';
const plan = testPlan({ name: 'test', node: ['src/*.test.ts'], longestWait: 600_000 });
const EXPERIMENTS = 'src/experiments/*.test.ts';
const experiments = testPlan({ name: 'test', browser: [EXPERIMENTS], engine: true });
const SAME_INPUT = 'src/sameInput/*.test.ts';
const sameInput = testPlan({ name: 'test', browser: [SAME_INPUT], engine: true });
const agreement = testPlan({ name: 'test', node: [AGREEMENT], browser: [AGREEMENT] });

/** Named beforehand: found only when a test starts, they would make Vite reload it. */
const optimizeDeps = {
  include: [
    '@tensorflow/tfjs-backend-webgl',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    'fastest-levenshtein',
  ],
};

const projectsOf = ({ test }: ViteUserConfig) =>
  (test?.projects ?? []) as TestProjectInlineConfiguration[];

const config: ViteUserConfig = {
  ...plan,
  test: {
    ...plan.test,
    projects: [
      ...projectsOf(plan),
      ...projectsOf(experiments).map(({ test, ...project }) => ({
        ...project,
        test: { ...test, name: 'experiments', globalSetup: './src/experiments/setup.ts' },
      })),
      ...projectsOf(sameInput).map(({ test, ...project }) => ({
        ...project,
        test: { ...test, name: 'same input', globalSetup: './src/sameInput/setup.ts' },
      })),
      ...projectsOf(agreement).map(({ test, ...project }) => ({
        ...project,
        optimizeDeps,
        test: {
          ...test,
          name: `agreement, ${test?.name as string}`,
          globalSetup: './src/agreement/setup.ts',
        },
      })),
    ],
  },
};

export default config;
