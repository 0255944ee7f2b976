import { parseJson } from '@deconv/untrusted';
import { io } from '@tensorflow/tfjs-core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads a model folder as `writeModel` wrote it. */
export async function readModel(folder: string): Promise<LayersModel> {
  const file = join(folder, 'model.json');
  const json = parseJson(await readFile(file), file) as {
    modelTopology: object;
    weightsManifest: io.WeightsManifestConfig;
  };
  const weights = await readFile(join(folder, 'weights.bin'));
  return loadLayersModel(
    io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: new Uint8Array(weights).buffer,
    }),
  );
}
