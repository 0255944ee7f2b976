// Trains a small network on noise with a bright quarter into the folder that is named. After the epoch that is named, if
// one is, it kills itself: another process would be late where the machine is busy.
import { RECIPE } from '../../dist/index.js';
import { trainNetwork } from '../../dist/node/index.js';

const [folder, last] = process.argv.slice(2);
const SIZE = 12;

function picture(number) {
  const label = (number * 7 + (number >> 3)) % 4;
  return Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => {
    const [y, x] = [Math.floor(i / (SIZE * 3)), Math.floor(i / 3) % SIZE];
    const quarter = 2 * Number(y >= SIZE / 2) + Number(x >= SIZE / 2);
    return ((i * 31 + number * 17) % 60) + (quarter === label ? 150 : 0);
  });
}

function batch(step) {
  const numbers = Array.from({ length: 8 }, (_, i) => step * 8 + i);
  const labels = Int32Array.from(numbers, (number) => (number * 7 + (number >> 3)) % 4);
  return Promise.resolve({ pixels: Buffer.concat(numbers.map(picture)), labels });
}

await trainNetwork({
  folder,
  architecture: {
    name: 'toy',
    inputSize: SIZE,
    batchNorm: true,
    layers: [
      { kind: 'conv', name: 'conv1', filters: 4, size: 3, stride: 1, padding: 'valid' },
      { kind: 'pool', name: 'pool1', size: 3, stride: 2 },
      { kind: 'dense', name: 'fc2', units: 8 },
      { kind: 'classes', name: 'fc3', units: 4 },
    ],
  },
  pictures: 'drawn here',
  recipe: { ...RECIPE, epochs: 4, stepsPerEpoch: 3, batchSize: 8 },
  source: {
    classes: ['a', 'b', 'c', 'd'],
    epochSize: 24,
    batch,
    validation: () => batch(1000),
    close: () => {},
  },
  onValidation: ({ epoch }) => epoch === Number(last) && process.kill(process.pid, 'SIGKILL'),
});
