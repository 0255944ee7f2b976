import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { testPlan } from '../../vitest.shared.ts';

const plan = testPlan({
  name: 'training',
  node: ['test/*.test.ts', 'test/node/*.test.ts'],
  browser: [
    'test/batchNorm.test.ts',
    'test/gradients.test.ts',
    'test/gradientsOf.test.ts',
    'test/trainer.test.ts',
    'test/live/*.test.ts',
  ],
});

/** Only the browser's tests ask what was lost in Node. */
const withSetup = ({ test, ...project }: TestProjectInlineConfiguration) => ({
  ...project,
  test: { ...test, ...(test?.browser && { globalSetup: './test/live/lossesInNode.ts' }) },
});

const config: ViteUserConfig = {
  ...plan,
  test: {
    ...plan.test,
    projects: (plan.test?.projects as TestProjectInlineConfiguration[]).map(withSetup),
  },
};

export default config;
