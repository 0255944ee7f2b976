import { testPlan } from '../../vitest.shared.ts';

const plan = testPlan({ name: 'engine', browser: ['test/**/*.test.ts'] });

/** Named beforehand: found only when the worker starts, they would make Vite reload a running test. */
const optimizeDeps = {
  include: [
    '@tensorflow/tfjs-backend-cpu',
    '@tensorflow/tfjs-backend-webgl',
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    'comlink',
    'd3-scale',
    'd3-shape',
    'fastest-levenshtein',
    'pure-rand/distribution/uniformFloat64',
    'pure-rand/distribution/uniformInt',
    'pure-rand/generator/xoroshiro128plus',
    'valibot',
  ],
};

export default {
  ...plan,
  test: {
    ...plan.test,
    projects: plan.test?.projects?.map((project) => ({ ...(project as object), optimizeDeps })),
  },
};
