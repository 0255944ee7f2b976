import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'datasets', node: ['test/**/*.test.ts'] });
