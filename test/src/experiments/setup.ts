import { decodeImage } from '@deconv/datasets/node';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { TestProject } from 'vitest/node';
import {
  ASKED,
  CHECKPOINTS,
  EXPERIMENTS,
  LANDMARKS,
  LEARNED,
  NOISE,
  PHOTOS,
  RULE,
  UNIT,
} from './cases.js';
import { learnInNode } from './learnInNode.js';
import { writeGated } from './writeGated.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const COMMAND = join(ROOT, 'tools/cli/bin/deconv.js');
const SAMPLES = join(ROOT, 'sites/paper/public/samples');
const LESSONS = join(ROOT, 'sites/paper/public/lessons');

/** Lets the command run the experiments on tfjs' plain JavaScript backend; tests compare the page's engine with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the checkout, where the browser tests' server may read.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/experiments-'));
  await writeModels(folder);
  await writeImages(folder);
  for (const [i, { model, request, options }] of EXPERIMENTS.entries()) {
    const { probe } = request;
    const images = imagesOf(model, probe).map((name) => join(folder, name));
    await deconv(
      probe,
      join(folder, model),
      ...images,
      ...options,
      ...marks(folder, probe),
      '--out',
      join(folder, `${i}`),
    );
  }
  const unit = ['--layer', UNIT.layer, '--channel', `${UNIT.channel}`, '--at', UNIT.at.join()];
  const npy = ['--rule', RULE, '--npy', join(folder, 'unit.npy')];
  await deconv('project', join(folder, 'zfnet-emoji'), join(folder, PHOTOS[0]!), ...unit, ...npy);
  await writeFile(join(folder, 'learned.json'), JSON.stringify(await learnInNode(folder)));
  project.provide('experiments', folder);
  return () => rm(folder, { recursive: true, force: true });
}

async function deconv(...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [COMMAND, ...args, '--backend', 'cpu']);
}

function imagesOf(model: string, probe: string): string[] {
  if (probe === 'diagnose') return [];
  if (probe === 'occlude') return NOISE.slice(0, 1);
  return model === 'zfnet-emoji' ? PHOTOS : NOISE;
}

const marks = (folder: string, probe: string): string[] =>
  probe === 'correspond' ? ['--landmarks', join(folder, 'landmarks.json')] : [];

async function writeModels(folder: string): Promise<void> {
  const tiny = join(ROOT, 'libs/engine/test/fixtures/tiny');
  await cp(tiny, join(folder, 'tiny'), { recursive: true });
  await cp(join(ROOT, 'models/zfnet-emoji'), join(folder, 'zfnet-emoji'), { recursive: true });
  await writeGated(join(folder, 'gated'));
  for (const name of CHECKPOINTS)
    await cp(tiny, join(folder, 'checkpoints', name), { recursive: true });
  // Another network: the same weights, a little less of each.
  const path = join(folder, 'checkpoints', CHECKPOINTS[0]!, 'weights.bin');
  const bytes = await readFile(path);
  const weights = new Float32Array(new Uint8Array(bytes).buffer);
  await writeFile(
    path,
    weights.map((weight, i) => weight * (i % 3 ? 0.9 : 0.3)),
  );
}

async function writeImages(folder: string): Promise<void> {
  for (const [n, name] of NOISE.entries()) {
    const data = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => ((i + n * 977) * 7919) % 251);
    await sharp(data, { raw: { width: 16, height: 16, channels: 3 } })
      .png()
      .toFile(join(folder, name));
  }
  for (const name of PHOTOS) await writeSeen(folder, SAMPLES, name);
  for (const name of [...LEARNED.map(({ file }) => file), ASKED])
    await writeSeen(folder, LESSONS, name);
  await writeFile(join(folder, 'landmarks.json'), JSON.stringify({ images: LANDMARKS }));
}

/** A picture of the page at the size of its network, as both sides see it. */
async function writeSeen(folder: string, from: string, name: string): Promise<void> {
  const path = join(from, name.replace('png', 'webp'));
  const { width, height, data } = await decodeImage(path, { size: 96 });
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(join(folder, name));
}
