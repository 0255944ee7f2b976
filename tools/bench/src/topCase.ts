import { fingerprint } from '@deconv/cli/fingerprint';
import { inOrder } from '@deconv/cli/threads/inOrder';
import { topPool } from '@deconv/cli/top/topPool';
import { setPassEngine, type PassEngine } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { toInput, type Model } from '@deconv/models';
import { networkUpTo } from '@deconv/probes';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Case } from './compare.js';

const CHANNELS = Array.from({ length: 16 }, (_, channel) => channel);

/** The share of the forward pass' rate that looking at files is meant to reach. */
const OF_FORWARD = 0.5;

type Decoded = Awaited<ReturnType<typeof decodeImage>>;

interface Engines {
  /** Computes on one core. */
  one: PassEngine;
  /** On all of them. */
  all: PassEngine;
}

/**
 * What `deconv top` does with the files of a folder on all cores, against passes of ONNX Runtime alone, on as many threads, of
 * photos that are decoded already. Without the threads' start.
 * @param source what the model was opened from
 */
export async function topCase(
  { one, all }: Engines,
  source: string,
  model: Model,
  folder: string,
): Promise<Case> {
  const photos = (await readdir(folder)).sort().map((name) => join(folder, name));
  const { name: layer } = model.network.layers.findLast(({ layer }) => layer === 'Conv2D')!;
  const size = model.preprocess.inputSize;
  let pool: Pool | undefined;
  let decoded: Decoded[] | undefined;
  return {
    name: `looking at ${photos.length} photos, up to ${layer}, ONNX Runtime on all cores`,
    clock: 'wall',
    ways: [
      {
        name: 'from files to the strongest units',
        run: () => {
          setPassEngine(one);
          pool ??= poolFor(source, model, layer);
          return looked(pool, photos).finally(() => setPassEngine(undefined));
        },
      },
      {
        name: 'passes alone',
        atLeast: OF_FORWARD,
        async run() {
          decoded ??= await Promise.all(photos.map((photo) => decodeImage(photo, { size })));
          return Float32Array.from(await passes(all, model, layer, decoded));
        },
      },
    ],
    close: async () => pool?.close(),
  };
}

type Pool = ReturnType<typeof topPool>;

function poolFor(source: string, model: Model, layer: string): Pool {
  const settings = {
    ...({ rule: 'deconvnet', fit: 'cover', folder: '' } as const),
    layers: [{ layer, channels: CHANNELS }],
  };
  const backend = { backend: 'native' as const };
  const opened = { source, opening: {}, backend, fingerprint: fingerprint(model), settings };
  return topPool(model, opened, availableParallelism());
}

async function looked(pool: Pool, photos: readonly string[]): Promise<Float32Array> {
  const strongest: number[] = [];
  const look = (photo: string) => pool.ask('look', photo);
  for await (const seen of inOrder(photos, look, pool.ahead)) {
    if ('reason' in seen) throw new Error(seen.reason);
    strongest.push(...seen.found.flat().map(({ activation }) => activation));
  }
  return Float32Array.from(strongest);
}

/** The largest values of the maps, picture by picture. */
async function passes(
  engine: PassEngine,
  { network, preprocess }: Model,
  layer: string,
  pictures: readonly Decoded[],
): Promise<number[]> {
  const part = networkUpTo(network, [layer]);
  const node = part.indexOf(layer);
  const { channels } = part.nodes[node]!.op.shape;
  const strongest: number[] = [];
  for (const picture of pictures) {
    const x = toInput(picture, preprocess);
    const { maps } = await engine.maps(part, x, { nodes: [node] })!;
    x.dispose();
    for (const channel of CHANNELS) {
      let most = -Infinity;
      for (let i = channel; i < maps[0]!.length; i += channels) most = Math.max(most, maps[0]![i]!);
      strongest.push(most);
    }
  }
  return strongest;
}
