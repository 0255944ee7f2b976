// What every bundle of the engine shares.

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
