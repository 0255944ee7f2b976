import { testPlan } from '../../vitest.shared.ts';

export default testPlan({
  name: 'core',
  node: ['test/**/*.test.ts'],
  browser: ['test/**/*.test.ts'],
});
