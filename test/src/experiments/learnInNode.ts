import '@tensorflow/tfjs-backend-cpu';
import { forward } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { readModel, toInput } from '@deconv/models';
import { learnFew, networkUpTo } from '@deconv/probes';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASKED, LEARNED, LESSON_LAYER } from './cases.js';

/** What a page learns from the pictures of a lesson, computed on tfjs' plain JavaScript backend, without a page. */
export async function learnInNode(folder: string) {
  await tf.setBackend('cpu');
  const model = await readModel(async (name) => {
    const path = join(folder, 'zfnet-emoji', name);
    return existsSync(path) ? new Uint8Array(await readFile(path)) : undefined;
  });
  const network = networkUpTo(model.network, [LESSON_LAYER]);
  const featuresOf = async (files: string[]): Promise<Float32Array> => {
    const rows: number[] = [];
    for (const file of files) {
      const x = toInput(await decodeImage(join(folder, file), { size: 96 }), model.preprocess);
      const record = forward(network, x);
      rows.push(...(await record.activation(LESSON_LAYER).data()));
      record.dispose();
      x.dispose();
    }
    return Float32Array.from(rows);
  };
  const learned = await learnFew({
    classes: 2,
    shape: network.nodes[network.indexOf(LESSON_LAYER)]!.op.shape,
    labels: Int32Array.from(LEARNED, ({ label }) => label),
    features: await featuresOf(LEARNED.map(({ file }) => file)),
    asked: await featuresOf([ASKED]),
  });
  model.dispose();
  return [...learned.learned, ...learned.asked].map(({ probabilities, evidence }) => ({
    probabilities,
    evidence: [...evidence],
  }));
}
