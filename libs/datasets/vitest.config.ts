import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { testPlan } from '../../vitest.shared.ts';

const plan = testPlan({
  name: 'datasets',
  node: ['test/*.test.ts'],
  browser: ['test/browser/*.test.ts'],
});
const projects = (plan.test?.projects ?? []) as TestProjectInlineConfiguration[];

const config: ViteUserConfig = {
  ...plan,
  test: {
    ...plan.test,
    projects: projects.map((project) =>
      project.test?.browser
        ? { ...project, test: { ...project.test, globalSetup: './test/browser/setup.ts' } }
        : project,
    ),
  },
};

export default config;
