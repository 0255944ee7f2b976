import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'experiments', node: ['test/**/*.test.ts'] });
