import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'elements', browser: ['test/**/*.test.ts'], engine: true });
