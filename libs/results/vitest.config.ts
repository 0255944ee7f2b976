import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'results', node: ['test/**/*.test.ts'] });
