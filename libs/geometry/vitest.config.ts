import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'geometry', node: ['test/**/*.test.ts'] });
