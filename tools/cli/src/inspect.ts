import { receptiveFields } from '@deconv/geometry';
import { defineCommand } from 'citty';
import { backendOption, jsonOption, modelArgument, oneOf } from './options.js';
import { openModel, startBackend } from './openModel.js';
import { table } from './table.js';

export const inspect = defineCommand({
  meta: { name: 'inspect', description: 'List every layer of a model and what can be projected' },
  args: { model: modelArgument, json: jsonOption, backend: backendOption },
  async run({ args }) {
    await startBackend(oneOf('backend', args.backend, ['wasm', 'cpu']));
    const { network } = await openModel(args.model);
    const fields = receptiveFields(network.nodes);
    let parameters = 0;
    const layers = network.nodes.flatMap(({ name, op, layer }, i) => {
      // Steps inside a layer count towards the layer that they end in.
      parameters += Object.values(op.weights).reduce((sum, weight) => sum + weight.size, 0);
      if (layer === undefined) return [];
      const { height, width, channels } = op.shape;
      const field = fields[i];
      const entry = {
        name,
        kind: layer,
        shape: [height, width, channels],
        parameters,
        receptiveField: field ? { size: field.rows.size, stride: field.rows.stride } : null,
        projectable: true,
      };
      parameters = 0;
      return [entry];
    });
    if (args.json) return JSON.stringify({ input: network.input, layers }, undefined, 2);
    const rows = layers.map(({ name, kind, shape, parameters, receptiveField: field }) => [
      name,
      kind,
      shape.join('×'),
      String(parameters),
      field ? String(field.size) : '–',
      field ? String(field.stride) : '–',
    ]);
    return table(['layer', 'kind', 'output', 'parameters', 'field', 'stride'], rows);
  },
});
