import { LrnLayer, readModel } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import custom from '../../../../libs/models/test/keras3/custom.json';
import functional from '../../../../libs/models/test/keras3/functional.json';
import sequential from '../../../../libs/models/test/keras3/sequential.json';
import { randomize } from '../../../../libs/models/test/randomize.js';
import { faultyModels } from './faults.js';
import type { Files, Kind, Seed } from './Kind.js';
import { beside, changeJson, json, mutateFolder } from './modelFolder.js';
import { useNetwork } from './useNetwork.js';

const { layers } = tfl;
type Value = tfl.SymbolicTensor;

/** Convolutions, poolings and an answer, one after another. */
const chain = (): tfl.LayersModel =>
  tfl.sequential({
    layers: [
      layers.conv2d({ filters: 3, kernelSize: 3, activation: 'relu', inputShape: [12, 12, 3] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 4, kernelSize: 2, padding: 'same', useBias: false }),
      layers.batchNormalization(),
      layers.reLU({ maxValue: 6 }),
      layers.averagePooling2d({ poolSize: 2, strides: 1 }),
      layers.flatten(),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });

/** Paths that part and meet, of layers that are met less often. */
function branches(): tfl.LayersModel {
  const inputs = tfl.input({ shape: [9, 10, 3] });
  const padded = layers
    .zeroPadding2d({
      padding: [
        [1, 0],
        [0, 2],
      ],
    })
    .apply(inputs);
  const stem = layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same' }).apply(padded);
  const one = layers.depthwiseConv2d({ kernelSize: 3, padding: 'same' }).apply(stem);
  const two = layers
    .conv2d({ filters: 4, kernelSize: 3, dilationRate: 2, padding: 'same' })
    .apply(stem);
  const sum = layers.add().apply([layers.leakyReLU({}).apply(one), two] as Value[]);
  const normal = new LrnLayer({ depthRadius: 1, alpha: 0.5, beta: 0.75 }).apply(sum);
  const both = layers.concatenate().apply([normal, stem] as Value[]);
  const slopes = layers.prelu({ sharedAxes: [1, 2] }).apply(both);
  const mean = layers.globalAveragePooling2d({}).apply(slopes);
  const outputs = layers.dense({ units: 3 }).apply(mean) as Value;
  return tfl.model({ inputs, outputs });
}

/** A model in a model, and a layer that is used twice; its size is open. */
function nested(): tfl.LayersModel {
  const within = tfl.sequential({
    layers: [
      layers.conv2d({
        filters: 3,
        kernelSize: 3,
        padding: 'same',
        inputShape: [8, 8, 3],
        name: 'a',
      }),
      layers.activation({ activation: 'relu' }),
    ],
  });
  const inputs = tfl.input({ shape: [8, 8, 3] });
  const shared = layers.conv2d({ filters: 3, kernelSize: 1, name: 'shared' });
  const map = shared.apply(within.apply(shared.apply(inputs))) as Value;
  const outputs = layers.globalMaxPooling2d({}).apply(map) as Value;
  return tfl.model({ inputs, outputs });
}

const open = (): tfl.LayersModel =>
  tfl.sequential({
    layers: [layers.conv2d({ filters: 2, kernelSize: 3, strides: 2, inputShape: [null, null, 3] })],
  });

/** The files that tfjs writes of a model. */
async function filesOf(model: tfl.LayersModel): Promise<Files> {
  let files: Files = {};
  await randomize(model).save(
    tf.io.withSaveHandler((artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts;
      files = {
        'model.json': json({
          format: 'layers-model',
          modelTopology,
          weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
        }),
        'weights.bin': new Uint8Array(weightData as ArrayBuffer),
      };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  model.dispose();
  return files;
}

/** What Keras 3 itself wrote. */
const ofKeras3 = (name: string, { model, weights }: { model: unknown; weights: string }): Seed => ({
  name: `keras3/${name}`,
  files: {
    'model.json': json(model),
    'group1-shard1of1.bin': new Uint8Array(Buffer.from(weights, 'base64')),
  },
});

const HOT =
  /inbound_nodes|class_name|config\/[a-z_]+$|weightsManifest\/\d+\/(paths|weights\/\d+\/shape)|(in|out)put_layers/;

/** tf.LayersModel, as tfjs, Keras 2 and Keras 3 write it. */
export const layersModels: Kind = {
  async seeds() {
    return [
      { name: 'chain', files: { ...(await filesOf(chain())), ...beside(4) } },
      { name: 'branches', files: { ...(await filesOf(branches())), ...beside(3) } },
      { name: 'nested', files: await filesOf(nested()) },
      { name: 'open', files: { ...(await filesOf(open())), ...beside(2, 9) } },
      ofKeras3('custom', custom),
      ofKeras3('functional', functional),
      ofKeras3('sequential', sequential),
    ];
  },
  faults: () => Promise.resolve(faultyModels('layers')),
  mutate: (seed, random) => mutateFolder(seed, random, 'model.json', changeJson(HOT)),
  async attempt(files) {
    const read = (name: string) =>
      Promise.resolve(Object.hasOwn(files, name) ? files[name] : undefined);
    useNetwork(await readModel(read, { partial: true }));
  },
};
