import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MobileNetWriter } from '../../../libs/models/test/graphModel/MobileNetWriter.js';
import { GATED } from './cases.js';

/** Writes a small tf.GraphModel of random weights whose maps pass gates, and a rectifier with slopes that it learned. */
export async function writeGated(folder: string): Promise<void> {
  await tf.setBackend('cpu');
  const net = new MobileNetWriter(16);
  net.conv(3, 8, 2);
  net.hardSwish(GATED.swish);
  net.block(2, 8, 1, () => net.excite(GATED.excited));
  net.conv(3, 6, 1);
  net.prelu(GATED.sloped);
  await mkdir(folder);
  const files = net.graph.files(net.answer(4));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
}
