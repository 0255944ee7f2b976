import { serve } from '@deconv/cli/threads/serve';

/** The work of `WorkerPool`'s tests, in a thread. */
serve({
  double: (number) => Promise.resolve({ doubled: 2 * number, by: 'worker' }),
  refuse: (why) => Promise.reject(new RangeError(why)),
  die: () => process.exit(3),
});
