import { forward, project, RULE_NAMES, strongestUnits, type ForwardRecord } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { readModel, toInput } from '@deconv/models';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { SHARED } from '../shared.js';
import { SUBJECTS, type Golden, type Subject } from './golden.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PHOTO = join(ROOT, 'sites/paper/public/samples/tiger.webp');

/** Computes, on tfjs' plain JavaScript backend, what the tests compare the other backends with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the checkout, where the browser tests' server may read.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const goldens = await mkdtemp(join(ROOT, '.cache/agreement-'));
  const there = SUBJECTS.flatMap((subject) => {
    const source = [join(ROOT, 'models'), join(SHARED, 'models')]
      .map((folder) => join(folder, subject.name))
      .find((folder) => existsSync(folder));
    return source ? [{ subject, source }] : [];
  });
  await tf.setBackend('cpu');
  for (const { subject, source } of there)
    await computeGolden(subject, source, join(goldens, subject.name));
  project.provide('goldens', goldens);
  project.provide(
    'subjects',
    there.map(({ subject }) => subject.name),
  );
  return () => rm(goldens, { recursive: true, force: true });
}

async function computeGolden(subject: Subject, source: string, folder: string): Promise<void> {
  await cp(source, folder, { recursive: true });
  const model = await readModel(async (name) => {
    const path = join(folder, name);
    return existsSync(path) ? new Uint8Array(await readFile(path)) : undefined;
  });
  const pixels = await decodeImage(PHOTO, { size: model.preprocess.inputSize });
  await writeFile(join(folder, 'pixels.bin'), pixels.data);
  const x = toInput(pixels, model.preprocess);
  const record = forward(model.network, x);
  const golden: Golden = {
    ...(await writeRecord(record, folder)),
    projections: await writeProjections(record, subject.layers, folder),
  };
  await writeFile(join(folder, 'golden.json'), JSON.stringify(golden));
  record.dispose();
  x.dispose();
  model.dispose();
}

async function writeRecord(
  record: ForwardRecord,
  folder: string,
): Promise<Pick<Golden, 'layers' | 'pools'>> {
  const { network } = record;
  const layers: Golden['layers'] = {};
  const pools: number[] = [];
  for (const [i, { name, layer, op }] of network.nodes.entries()) {
    if (layer === undefined) continue;
    layers[name] = i;
    await writeFile(join(folder, `activation-${i}.bin`), await record.valueAt(i).data());
    if (op.kind !== 'MaxPooling2D') continue;
    pools.push(i);
    await writeFile(join(folder, `switches-${i}.bin`), await record.switchesAt(i).data());
  }
  return { layers, pools };
}

/** The strongest units of two channels of each layer, by every rule. */
async function writeProjections(
  record: ForwardRecord,
  layers: string[],
  folder: string,
): Promise<Golden['projections']> {
  const done: Golden['projections'] = [];
  for (const layer of layers) {
    const units = (await strongestUnits(record, layer)).slice(0, 2);
    for (const rule of RULE_NAMES) {
      for (const [k, { pixels }] of (await project(record, units, { rule })).entries())
        await writeFile(join(folder, `projection-${done.length}-${k}.bin`), pixels);
      done.push({ units, rule });
    }
  }
  return done;
}
