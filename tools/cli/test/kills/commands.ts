import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/deconv.js', import.meta.url));
const ADD = fileURLToPath(new URL('./addColours.mjs', import.meta.url));

/** A program with its arguments; it stands in a folder of its own, beside what `prepare` made. */
export type CommandToKill = readonly string[];

const deconv = (line: string): CommandToKill => [BIN, ...line.split(' ')];

const FEATURES =
  '../photos --folds 2 --test 3 --strengths 0.01,0.001 --cache cache --out out --per-class';

/** Every command that writes. @param server the address of one that has `colours.onnx` */
export const commandsToKill = (server: string): Record<string, CommandToKill> => ({
  project: deconv(
    'project ../net ../photos/a/a0.png --layer pool1 --out p.png --npy p.npy --steps out',
  ),
  top: deconv('top ../net ../photos --layer conv1,pool1 --channels all --out out'),
  occlude: deconv('occlude ../net ../photos/a/a0.png --layer pool1 --others ../photos --out out'),
  attribute: deconv('attribute ../net ../photos --steps 3 --out out'),
  invariance: deconv('invariance ../net ../photos --transform rotate --layers conv1 --out out'),
  evolution: deconv('evolution ../net ../photos --layers conv1,pool1 --channels all --out out'),
  correspond: deconv(
    'correspond ../net ../photos --landmarks ../landmarks.json --layers conv1 --out out',
  ),
  diagnose: deconv('diagnose ../net --images ../photos --out out'),
  report: deconv(
    'report ../net --images ../photos --landmarks ../landmarks.json --quick --live --out out',
  ),
  'report of two sections': deconv(
    'report ../net --images ../photos --sections top,invariance --quick --out out',
  ),
  transfer: deconv(
    `transfer ../net ${FEATURES} 2,3 --layer pool1 --from-scratch ../tiny.json --epochs 2`,
  ),
  layers: deconv(`layers ../net ${FEATURES} 3`),
  train: deconv('train ../photos --arch ../tiny.json --batch 10 --epochs 6 --out out'),
  ablate: deconv(
    'ablate ../photos --architectures ../tiny.json --seeds 1,2 --epochs 2 --batch 10 --out out',
  ),
  import: deconv('import ../colours.onnx --out out'),
  'models add': [ADD, server, 'out'],
});
