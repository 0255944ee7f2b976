import { testPlan } from '../../vitest.shared.ts';

export default testPlan({ name: 'engine', browser: ['test/**/*.test.ts'], engine: true });
