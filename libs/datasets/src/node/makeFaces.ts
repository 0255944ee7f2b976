/** `npm run faces -w @deconv/datasets -- --class dog --out dogs`: scenes of frontal faces, with their landmarks. */
import { parseArgs } from 'node:util';
import { FACE_CLASSES, type FaceClass } from '../emoji/faces.js';
import { fromCaller } from './fromCaller.js';
import { writeFaces } from './writeFaces.js';

function isFaceClass(label: string): label is FaceClass {
  return (FACE_CLASSES as readonly string[]).includes(label);
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'faces' },
    class: { type: 'string', multiple: true, default: [...FACE_CLASSES] },
  },
});
const labels = values.class.filter(isFaceClass);
const unknown = values.class.filter((label) => !isFaceClass(label));
if (unknown.length)
  throw new RangeError(
    `no landmarks for --class ${unknown.join(', ')}; expected ${FACE_CLASSES.join(', ')}`,
  );
const folder = fromCaller(values.out);
const { images } = await writeFaces(folder, { labels });
console.log(`${Object.keys(images).length} pictures and landmarks.json in ${folder}`);
