import type { Files, Kind } from './Kind.js';
import { decode, encode } from './modelFolder.js';

/** Everything that can go wrong, to see that it does not stay unseen. */
const WRONGS: Record<string, () => unknown> = {
  nothing: () => undefined,
  words: () => {
    throw new Error('the file "x" is no model; name another one');
  },
  property: () => (undefined as unknown as { x: number }).x,
  quoted: () => {
    throw new Error('the file cannot be read: x is not a function; check it');
  },
  library: () => JSON.parse('{') as unknown,
  built: () => new Float32Array(-1),
  nobody: () => {
    // Errors are what is to be thrown, and this is none.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw 'words';
  },
  long: () => {
    throw new Error('long '.repeat(1_000));
  },
  control: () => {
    throw new Error('a name \u001b[31m of somebody');
  },
  stack: function again(): unknown {
    return [again(), again()];
  },
  hang: () => {
    for (;;);
  },
  memory: async () => {
    const held: Uint8Array[] = [];
    for (;;) {
      held.push(new Uint8Array(2 ** 24).fill(1));
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
  heap: () => {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 1e5 }, (_, i) => i + 0.5));
  },
  crash: () => process.abort(),
  wait: () => new Promise(() => undefined),
};

const NAMES = Object.keys(WRONGS);

/** For the tests of the fuzzer itself: case n does the nth wrong. */
export const planted: Kind = {
  seeds: () => Promise.resolve(NAMES.map((name) => ({ name, files: { wrong: encode(name) } }))),
  faults: () => Promise.resolve([]),
  mutate: ({ name, files }) => ({ seed: name, files, changes: [] }),
  attempt: async (files: Files) => {
    await WRONGS[decode(files['wrong']!)]!();
  },
};
