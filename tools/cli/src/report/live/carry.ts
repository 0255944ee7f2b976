import type { Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { requireOutput } from '@deconv/probes';
import { parseJson } from '@deconv/untrusted';
import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Opening } from '../../modelArguments.js';
import { nameOf } from '../../nameOf.js';
import { filesOf } from '../../openModel.js';
import { Carried } from './Carried.js';

interface ToCarry {
  folder: string;
  /** As the model was named. */
  source: string;
  opening: Opening;
  images: readonly string[];
  shorten: (image: string) => string;
  fit: Fit;
}

/** Browsers take no longer text than half a gigabyte; Base64 makes four thirds of it. */
const MOST_BYTES = 256e6;

/** Packs engine and network into a report's folder. @throws Error for a network that no page can load */
export async function carry(
  model: Model,
  { folder, source, opening, images, shorten, fit }: ToCarry,
): Promise<Carried> {
  const files = await filesToCarry(model, source, opening);
  const engine = createRequire(import.meta.url).resolve('@deconv/report/live/engine.js');
  await cp(dirname(engine), join(folder, 'live'), { recursive: true });
  const carried = new Carried({
    folder,
    address: `files:${encodeURIComponent(nameOf(source))}`,
    images: byName(images, shorten),
    reading: { size: model.preprocess.inputSize, fit },
  });
  await carried.takeNetwork(files);
  return carried;
}

/** A network's files. @throws Error for a network that no page can load, or that is too large to take along */
export async function filesToCarry(
  model: Model,
  source: string,
  opening: Opening,
): ReturnType<typeof filesOf> {
  requireLoadable(model);
  const files = withOpening(await filesOf(source, opening), opening);
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  if (bytes > MOST_BYTES)
    throw new Error(
      `--live: the network takes ${megabytes(bytes)}; a page can carry up to ${megabytes(MOST_BYTES)}. Leave out --live`,
    );
  return files;
}

/** What the command line says of a network stands beside it where no command line is. */
function withOpening(files: Awaited<ReturnType<typeof filesOf>>, opening: Opening): typeof files {
  if (!Object.keys(opening).length) return files;
  const name = 'preprocess.json';
  const bytes = files.get(name);
  const beside = bytes ? (parseJson(bytes, name) as object) : {};
  const text = JSON.stringify({ ...beside, ...opening }, undefined, 2);
  return files.set(name, new TextEncoder().encode(text));
}

/** Removes what an earlier run packed. */
export const leave = (folder: string): Promise<void> =>
  rm(join(folder, 'live'), { recursive: true, force: true });

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function requireLoadable(model: Model): void {
  const odd = model.layers.find(({ problem }) => problem !== undefined);
  if (odd)
    throw new Error(
      `--live: a page computes with whole networks only, and "${odd.name}" (${odd.kind}) cannot be projected: ${odd.problem}. Leave out --live`,
    );
  requireOutput(model);
}

/** Names that two images share name none. */
function byName(
  images: readonly string[],
  shorten: (image: string) => string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const shared = new Set<string>();
  for (const image of images) {
    const name = shorten(image);
    if (found.has(name) && found.get(name) !== image) shared.add(name);
    found.set(name, image);
  }
  for (const name of shared) found.delete(name);
  return found;
}
