import { testPlan } from '../../vitest.shared.ts';

export default testPlan({
  name: 'training',
  node: ['test/**/*.test.ts'],
  browser: [
    'test/gradients.test.ts',
    'test/trainer.test.ts',
    'test/batchNorm.test.ts',
    'test/gradientsOf.test.ts',
  ],
});
