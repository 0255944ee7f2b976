import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'models', node: ['test/**/*.test.ts'] });
