import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'pictures', node: ['test/**/*.test.ts'] });
