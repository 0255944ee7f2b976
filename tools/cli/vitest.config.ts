import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'cli', node: ['test/**/*.test.ts'] });
