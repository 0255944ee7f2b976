// What every bundle of the engine shares.

import { fileURLToPath } from 'node:url';

/** Where tfjs' backend webgl takes the kernels that it also has for the processor. */
const SHARED = /tfjs-backend-webgl[\\/]dist[\\/]kernel_utils[\\/]shared\.js$/;
const FROM = '@tensorflow/tfjs-backend-cpu/dist/shared';

/**
 * It takes all of them as one object, so that a bundler must keep all, a twentieth of the engine. Here each is taken by its
 * name, and those that no kernel asks for are left out.
 * @returns {import('vite').Plugin}
 */
export function namedKernels() {
  return {
    name: 'named-kernels',
    transform(code, id) {
      if (!SHARED.test(id)) return undefined;
      const [, list] = /const \{([^}]+)\} = shared;/.exec(code) ?? [];
      if (!list) throw new Error(`${id} no longer takes its kernels from one object; see ${FROM}`);
      const names = list.split(',').flatMap((pair) => {
        const [name, as] = pair.split(':').map((each) => each.trim());
        return name ? [`${name} as ${as}`] : [];
      });
      return { code: `export { ${names.join(', ')} } from '${FROM}';`, map: null };
    },
  };
}

/** Scripts of the engine that no page imports by itself. */
const WORKERS = ['worker/worker.ts', 'worker/onThisThread.ts', 'worker/training/trainingWorker.ts'];

/**
 * Lets pages compute on Astro's development server. It forbids Vite to prepare `node-fetch`, which tfjs only takes under
 * Node: prepared, nothing of it is left in a browser; unprepared, it imports CommonJS there and no worker starts. And
 * packages that only a worker imports would be found as it runs, which loads the page anew.
 * @returns {import('vite').Plugin}
 */
export function computingInDevelopment() {
  return {
    name: 'computing-in-development',
    apply: 'serve',
    config(config) {
      const prepared = (config.optimizeDeps ??= {});
      prepared.exclude = prepared.exclude?.filter((name) => name !== 'node-fetch');
      const entries = WORKERS.map((file) =>
        fileURLToPath(new URL(`libs/engine/src/${file}`, import.meta.url)),
      );
      prepared.entries = [...[prepared.entries ?? []].flat(), ...entries];
    },
  };
}
