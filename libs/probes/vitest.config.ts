import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'probes', node: ['test/**/*.test.ts'] });
