import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../src/index.js';

interface Layer {
  class_name: string;
  name?: unknown;
  config: Record<string, unknown>;
  inbound_nodes: unknown;
}

/** A functional model of Keras 2: `input → conv → pool → add(pool, pool) → flat → prob`. */
class Topology {
  readonly layers: Layer[] = [
    this.#layer('InputLayer', 'input', { batch_input_shape: [null, 6, 6, 3] }, []),
    this.#layer('Conv2D', 'conv', { filters: 2, kernel_size: [3, 3], activation: 'relu' }, [
      [['input', 0, 0, {}]],
    ]),
    this.#layer('MaxPooling2D', 'pool', { pool_size: [2, 2] }, [[['conv', 0, 0, {}]]]),
    this.#layer('Add', 'add', {}, [
      [
        ['pool', 0, 0, {}],
        ['pool', 0, 0, {}],
      ],
    ]),
    this.#layer('Flatten', 'flat', {}, [[['add', 0, 0, {}]]]),
    this.#layer('Dense', 'prob', { units: 2 }, [[['flat', 0, 0, {}]]]),
  ];
  input_layers: unknown = [['input', 0, 0]];
  output_layers: unknown = [['prob', 0, 0]];
  readonly weights = [
    { name: 'conv/kernel', shape: [3, 3, 3, 2], dtype: 'float32' },
    { name: 'conv/bias', shape: [2], dtype: 'float32' },
    { name: 'prob/kernel', shape: [8, 2], dtype: 'float32' },
    { name: 'prob/bias', shape: [2], dtype: 'float32' },
  ];

  #layer(class_name: string, name: string, config: object, inbound_nodes: unknown): Layer {
    return { class_name, name, config: { ...config, name }, inbound_nodes };
  }

  at(name: string): Layer {
    return this.layers.find((layer) => layer.name === name)!;
  }

  rename(from: string, to: unknown): void {
    const layer = this.at(from);
    layer.name = layer.config['name'] = to;
  }

  /** Lets a layer read what it is told, as Keras 2 writes it. */
  connect(name: string, ...nodes: unknown[]): void {
    this.at(name).inbound_nodes = nodes;
  }

  open() {
    const { layers, input_layers, output_layers } = this;
    const config = { name: 'model', layers, input_layers, output_layers };
    const counts = this.weights.map(({ shape }) => shape.reduce((a, b) => a * b, 1));
    const files: Record<string, Uint8Array<ArrayBuffer>> = {
      'model.json': new TextEncoder().encode(
        JSON.stringify({
          modelTopology: { class_name: 'Functional', config },
          weightsManifest: [{ paths: ['w'], weights: this.weights }],
        }),
      ),
      w: new Uint8Array(4 * counts.reduce((a, b) => a + b, 0)),
    };
    return readModel((name) => Promise.resolve(files[name]), { partial: true });
  }
}

/** What must never reach a reader: the words of an engine that stumbled. */
const INTERNAL =
  /undefined|\[object|Argument|is not a function|not iterable|Cannot read|call stack|Invalid array|maximum size/;

beforeAll(() => tf.setBackend('cpu'));

describe('a tf.LayersModel', () => {
  it('is read where it is sound', async () => {
    const model = await new Topology().open();
    expect(model.layers.map(({ problem }) => problem)).toEqual(Array(5).fill(undefined));
    model.dispose();
  });

  it.each<[string, (model: Topology) => void, string]>([
    [
      'reads a use that a layer does not have',
      (model) => model.connect('conv', [['input', 1, 0, {}]]),
      'layer "conv" reads use 1 of layer "input", which has one, 0',
    ],
    [
      'reads a use beyond all numbers',
      (model) => model.connect('pool', [['conv', 1e12, 0, {}]]),
      'layer "pool" reads use 1000000000000 of layer "conv"',
    ],
    [
      'reads a use before the first',
      (model) => model.connect('pool', [['conv', -1, 0, {}]]),
      'what layer "pool" reads is ["conv",-1,0,{}]; expected [layer, use, output]',
    ],
    [
      'reads an output that a layer does not have',
      (model) => model.connect('pool', [['conv', 0, 7, {}]]),
      'layer "pool" reads output 7 of layer "conv"',
    ],
    [
      'reads a number',
      (model) => model.connect('flat', 2),
      'an inbound node of layer "flat" is 2; expected a list of [layer, use, output], or a call',
    ],
    ['reads nothing', (model) => model.connect('flat', []), 'layer "flat" (Flatten) reads nothing'],
    [
      'reads a layer that is not there',
      (model) => model.connect('flat', [['gone', 0, 0, {}]]),
      'layer "flat" reads layer "gone", which the model does not have',
    ],
    [
      'reads in a circle',
      (model) => model.connect('conv', [['pool', 0, 0, {}]]),
      'layer "conv" reads what is made from its own output, or stands behind such a circle',
    ],
    [
      'reads itself',
      (model) => model.connect('conv', [['conv', 0, 0, {}]]),
      'layer "conv" reads what is made from its own output',
    ],
    [
      'has a pooling whose window lacks a side',
      (model) => {
        model.at('pool').config['pool_size'] = [2];
        model.connect('flat', [['pool', 0, 0, {}]]);
        model.connect('add', [
          ['input', 0, 0, {}],
          ['input', 0, 0, {}],
        ]);
      },
      'what the layers say does not tell the shape of weight prob/kernel',
    ],
    [
      'uses a layer for what comes later first',
      (model) => {
        model.connect('pool', [['add', 0, 0, {}]], [['conv', 0, 0, {}]]);
        model.connect('add', [
          ['pool', 1, 0, {}],
          ['pool', 1, 0, {}],
        ]);
      },
      'layer "pool" is used again before its first use can be made',
    ],
    [
      'has an input that reads',
      (model) => model.connect('input', [['conv', 0, 0, {}]]),
      'layer "input" (InputLayer) reads a layer, but is an input',
    ],
    [
      'has a layer without a name',
      (model) => {
        delete model.at('flat').config['name'];
        delete model.at('flat').name;
      },
      'layer 5 of the model (Flatten) has no name',
    ],
    [
      'has a layer whose name is a number',
      (model) => model.rename('flat', 4),
      'the name of layer 5 of the model is 4; expected a text',
    ],
    [
      'has a layer of two names',
      (model) => (model.at('flat').name = 'other'),
      'layer 5 of the model is called "other" and "flat"',
    ],
    ['has two layers of one name', (model) => model.rename('flat', 'add'), 'are called "add"'],
    ...['__proto__', 'constructor', 'hasOwnProperty'].map(
      (name): [string, (model: Topology) => void, string] => [
        `has a layer called ${name}`,
        (model) => model.rename('prob', name),
        `layer "${name}" bears a name that TensorFlow.js cannot take`,
      ],
    ),
    [
      'has a layer with an endless name',
      (model) => model.rename('prob', 'x'.repeat(1e6)),
      '…" has a name of 1000000 characters',
    ],
    ['has no inputs', (model) => (model.input_layers = []), 'the model has no input layers'],
    [
      'answers by a layer that is not there',
      (model) => (model.output_layers = [['gone', 0, 0]]),
      'an output of the model reads layer "gone"',
    ],
    [
      'answers by no layer',
      (model) => (model.output_layers = 3),
      'output_layers of the model is 3; expected [layer, use, output]',
    ],
    [
      'lists something else as a layer',
      (model) => model.layers.splice(1, 0, null as never),
      'layer 2 of the model is null; expected {class_name, config}',
    ],
    [
      'has a layer without a class',
      (model) => (model.at('flat').class_name = 5 as never),
      'the class of layer 5 of the model is 5; expected a name',
    ],
    [
      'claims more filters than there are numbers in its files',
      (model) => (model.at('conv').config['filters'] = 1e7),
      'weight conv/kernel has shape [3, 3, 3, 2], but its layer expects [3, 3, 3, 10000000]',
    ],
    [
      'claims more filters than any network has',
      (model) => (model.at('conv').config['filters'] = 1e9),
      'layer "conv": its filters is 1000000000; expected a whole number from 1 to 16777216',
    ],
    [
      'claims a weight that no file holds',
      (model) => {
        model.at('conv').config['use_bias'] = false;
        model.at('prob').config['units'] = 1e7;
        model.weights.splice(2, 1);
      },
      'weight prob/kernel of shape [8, 10000000] is in no weights file',
    ],
    [
      'makes a kernel of a large picture',
      (model) => (model.at('input').config['batch_input_shape'] = [null, 10000, 10000, 3]),
      'weight prob/kernel has shape [8, 2], but its layer expects [49980002, 2]',
    ],
    [
      'has an activation that is a list',
      (model) => (model.at('conv').config['activation'] = ['relu']),
      'layer "conv": its activation is ["relu"]; expected a name',
    ],
    [
      'pools by something else than numbers',
      (model) => (model.at('pool').config['pool_size'] = { rows: [2] }),
      'layer "pool": its pool_size is {"rows":[2]}; expected whole numbers from 1 to 16777216',
    ],
    [
      'has more layers than networks have',
      (model) => {
        for (let i = 0; i < 3000; i++)
          model.layers.push({ ...model.at('flat'), name: `f${i}`, config: { name: `f${i}` } });
      },
      'the model has 3006 layers; expected at most 2000',
    ],
  ])('that %s is refused in words of ours', async (_, change, message) => {
    const before = tf.memory().numTensors;
    const model = new Topology();
    change(model);
    const refused = await model.open().then(
      () => expect.unreachable('it was read'),
      (error: unknown) => (error as Error).message,
    );
    expect(refused).toContain(message);
    expect(refused).not.toMatch(INTERNAL);
    expect(refused.length).toBeLessThan(600);
    // Where tfjs gives up half-way, it keeps what it has made until then.
    if (!refused.includes('weight')) expect(tf.memory().numTensors).toBe(before);
  });

  it('of a class that only objects of JavaScript have keeps all but that layer', async () => {
    for (const name of ['constructor', '__proto__', 'hasOwnProperty']) {
      const model = new Topology();
      model.at('pool').class_name = name;
      const { layers, dispose } = await model.open();
      const [conv, ...others] = layers;
      expect(conv!.problem).toBeUndefined();
      expect(others.find((layer) => layer.name === 'pool')!.problem).toBe(
        `TensorFlow.js has no layer of class ${name}; replace it by known layers and export again`,
      );
      dispose();
    }
  });

  it('whose map or window is beyond all memory is read around it', async () => {
    const padded = new Topology();
    padded.layers[2] = {
      ...padded.layers[2]!,
      class_name: 'ZeroPadding2D',
      config: { name: 'pool', padding: 100_000 },
    };
    padded.layers.splice(4);
    padded.weights.splice(2);
    padded.output_layers = [['add', 0, 0]];
    const { layers, dispose } = await padded.open();
    expect(layers[1]!.problem).toBe('its map would be 200004×200004×2; expected 1 to 2^26 values');
    dispose();
  });

  it.each<[string, (model: Topology) => void, string]>([
    [
      'gives two maps to a layer that reads one',
      (model) =>
        model.connect('flat', [
          ['add', 0, 0, {}],
          ['add', 0, 0, {}],
        ]),
      'Layer flat expects 1 inputs, but it received 2 input tensors',
    ],
    [
      'names an activation in other words',
      (model) => (model.at('conv').config['activation_'] = 'leaky_relu'),
      'Unknown activation: leakyRelu',
    ],
  ])('that %s is refused without what tfjs says to programmers', async (_, change, message) => {
    const model = new Topology();
    change(model);
    await expect(model.open()).rejects.toThrow(`model.json cannot be read: ${message}`);
    await expect(model.open()).rejects.not.toThrow(/object Object|This may be/);
  });

  it('that convolves in strides that leave nearly all of a map unread is read around it', async () => {
    const model = new Topology();
    model.at('conv').config['strides'] = [5000, 1];
    model.at('conv').config['padding'] = 'same';
    model.at('pool').config['padding'] = 'same';
    model.weights[2]!.shape = [6, 2];
    const { layers, dispose } = await model.open();
    expect(layers.find(({ name }) => name === 'conv')!.problem).toContain('its stride of 5000');
    dispose();
  });

  it('as deep as real ones go is read', async () => {
    const model = new Topology();
    const last = 1200;
    for (let i = 1; i <= last; i++)
      model.layers.push({
        class_name: 'Activation',
        name: `act${i}`,
        config: { name: `act${i}`, activation: 'relu' },
        inbound_nodes: [[[i === 1 ? 'prob' : `act${i - 1}`, 0, 0, {}]]],
      });
    model.output_layers = [[`act${last}`, 0, 0]];
    const { network, dispose } = await model.open();
    expect(network.layers).toHaveLength(last + 5);
    dispose();
  });
});

const FAULTS = fileURLToPath(new URL('../../../../shared/cases/faults/', import.meta.url));

describe.skipIf(!existsSync(FAULTS))('models that once never ended', () => {
  it.each(['hang-min', 'hang-layers-1', 'hang-layers-3', 'hang-layers-11'])(
    'are refused: %s',
    async (folder) => {
      const read = (name: string) => {
        const path = `${FAULTS}${folder}/${name}`;
        return Promise.resolve(existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined);
      };
      await expect(readModel(read, { partial: true })).rejects.toThrow(
        /^model\.json: .*layer "(conv1|avg|cat)".*convert the model again$/,
      );
    },
  );
});
