import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { meanColour } from '../meanColour.js';
import { saveModel } from '../support.js';

/** A network that learns in seconds. */
const ARCHITECTURE = {
  name: 'tiny',
  inputSize: 16,
  layers: [
    { kind: 'conv', name: 'conv1', filters: 4, size: 3, stride: 2 },
    { kind: 'dense', name: 'fc2', units: 8 },
  ],
};

const CLASSES = ['a', 'b', 'c'];
const OF_EACH = 10;

/** Fills a folder with what commands read: `net`, `net/epochs`, `photos`, `landmarks.json`, `tiny.json`, `colours.onnx`. */
export async function prepare(folder: string): Promise<void> {
  const path = (...parts: string[]): string => join(folder, ...parts);
  await mkdir(path('net'));
  await saveModel(path('net'));
  for (const epoch of ['1', '2'])
    for (const file of ['model.json', 'weights.bin'])
      await cp(path('net', file), path('net', 'epochs', epoch, file));
  await writeFile(path('tiny.json'), JSON.stringify(ARCHITECTURE));
  await writeFile(path('colours.onnx'), meanColour());
  const marks: Record<string, object> = {};
  for (const [label, name] of CLASSES.entries()) {
    await mkdir(path('photos', name), { recursive: true });
    for (let i = 0; i < OF_EACH; i++) {
      const file = `${name}${i}.png`;
      await writeFile(path('photos', name, file), await noise(label * OF_EACH + i));
      if (i < 2) marks[`${name}/${file}`] = { eye: [0.3, 0.4], nose: [0.6, 0.7] };
    }
  }
  await writeFile(path('landmarks.json'), JSON.stringify({ images: marks }));
}

/** A picture that no other number gives. */
function noise(i: number): Promise<Buffer> {
  const values = Uint8Array.from({ length: 16 * 16 * 3 }, (_, j) => ((i + 1) * (j + 7) * 31) % 253);
  return sharp(values, { raw: { width: 16, height: 16, channels: 3 } })
    .png()
    .toBuffer();
}
