import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'native', node: ['test/**/*.test.ts'] });
