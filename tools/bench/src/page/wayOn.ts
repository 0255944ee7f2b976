import type { Way } from '../compare.js';
import { use, type Backend } from './backends.js';

/** A way that is a backend's. */
export function wayOn(backend: Backend, run: Way['run']): Way {
  return {
    name: backend,
    run: async () => {
      await use(backend);
      return run();
    },
  };
}
