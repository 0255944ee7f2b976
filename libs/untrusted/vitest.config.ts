import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'untrusted', node: ['test/**/*.test.ts'] });
