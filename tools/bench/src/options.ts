import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const USAGE = `npm run bench -- [--model FOLDER] [--photo FILE] [--photos FOLDER] [--rounds NUMBER] [--only TEXT] [--json]
  --peers                    beside PyTorch, where it is installed
  --browser [--angle NAME]   WebGL in a headless Chromium, beside wasm and cpu
  --counts [--json]          programs and draw calls of WebGL on the built page`;

export interface Options {
  model: string;
  photo: string;
  /** A folder of them, for what looks at many. */
  photos: string | undefined;
  rounds: number;
  /** Only what has this in its name is measured. */
  only: string;
  json: boolean;
  /** Measure beside other programs instead. */
  peers: boolean;
  /** Measure in a browser instead of in Node. */
  browser: boolean;
  /** Count what WebGL does on the built page. */
  counts: boolean;
  /** What its WebGL draws with. */
  angle: string | undefined;
}

const inRoot = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** @throws TypeError for an option that is unknown or does not fit */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: inRoot('models/zfnet-emoji') },
      photo: { type: 'string', default: inRoot('sites/paper/public/samples/tiger.webp') },
      photos: { type: 'string' },
      rounds: { type: 'string', default: '15' },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      counts: { type: 'boolean', default: false },
      angle: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new TypeError(`--rounds is "${values.rounds}"; expected a whole number ≥ 1`);
  if (values.angle !== undefined && !values.browser)
    throw new TypeError('--angle says what a browser draws with; expected --browser beside it');
  const asked = (['peers', 'browser', 'counts'] as const).filter((name) => values[name]);
  if (asked.length > 1)
    throw new TypeError(
      `${asked.map((name) => `--${name}`).join(' and ')} measure different things; expected one of them`,
    );
  return { ...values, rounds, photos: values.photos, angle: values.angle };
}
