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

/** Modules of ops that say themselves in ONNX' operators, too. */
const OPS = /libs[\\/]core[\\/](src|dist)[\\/]ops[\\/][^\\/]+$/;
const ONNX_FORMS = new Set(['onnx', 'onnxBoxes']);

/**
 * Leaves out how ops are written in ONNX' operators, a fiftieth of the engine: only the command writes such files, and a page
 * has nothing that would ask.
 * @returns {import('vite').Plugin}
 */
export function withoutOnnxForms() {
  return {
    name: 'without-onnx-forms',
    transform(code, id) {
      if (!OPS.test(id) || !code.includes('onnx')) return undefined;
      // An empty spread in its place keeps the commas right. From the end, so that places before it stay where they are.
      const shorter = onnxForms(this.parse(code))
        .toSorted((a, b) => b.start - a.start)
        .reduce((text, { start, end }) => `${text.slice(0, start)}...{}${text.slice(end)}`, code);
      return { code: shorter, map: null };
    },
  };
}

/** Properties of a program's object literals that say an op in ONNX' operators, with their places in its text. */
function onnxForms(node) {
  if (Array.isArray(node)) return node.flatMap(onnxForms);
  if (node === null || typeof node !== 'object' || node.type === 'ObjectPattern') return [];
  if (node.type === 'Property' && ONNX_FORMS.has(node.key.name)) return [node];
  return Object.values(node).flatMap(onnxForms);
}

/** What threads of wasm run, and what it takes from around itself: where its script lies. */
const THREADED = /tfjs-backend-wasm-threaded-simd\.js$/;
const AROUND = [
  ['typeof _scriptDir !== "undefined" && _scriptDir', 'false'],
  ['Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]'],
];

/**
 * tfjs hands the text of this function to its threads, where nothing stands around it. It asks whether a variable is there
 * that a bundler knows to be there, and leaves the question out; the threads then ask for a name that they have not. What it
 * would tell, tfjs says itself.
 * @returns {import('vite').Plugin}
 */
export function threadsAlone() {
  return {
    name: 'threads-alone',
    transform(code, id) {
      if (!THREADED.test(id)) return undefined;
      const alone = AROUND.reduce(
        (text, [asked, instead]) => text.replaceAll(asked, instead),
        code,
      );
      // Its declaration is left, and no reader.
      if (AROUND.some(([asked]) => !code.includes(asked)))
        throw new Error(`${id} no longer asks for its script as it did; see threadsAlone`);
      return { code: alone, map: null };
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
