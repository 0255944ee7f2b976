import { testPlan } from '../vitest.shared.ts';

export default testPlan({ name: 'test', node: ['src/**/*.test.ts'] });
