import { receptiveFields, squareField } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import { answerField } from '@deconv/probes';
import type { LayerSummary, ModelSummary } from '../contract.js';
import { fingerprint } from './fingerprint.js';
import type { Running } from '../Running.js';

/** What a page needs to know about a loaded network. */
export function modelSummary(
  url: string,
  model: Model,
  running: Running,
): Omit<ModelSummary, 'id'> {
  return {
    name: nameOf(url),
    fingerprint: fingerprint(model),
    ...running,
    inputSize: model.preprocess.inputSize,
    layers: layersOf(model),
    ...(model.notes.length ? { notes: model.notes } : {}),
    ...answerField(model),
    classes: model.answer!.numbers,
  };
}

/** The last folder of the address. */
function nameOf(url: string): string {
  const parts = new URL(url).pathname.replace(/\/model\.json$/, '').split('/');
  return parts.filter(Boolean).at(-1) ?? url;
}

function layersOf({ network }: Model): LayerSummary[] {
  const fields = receptiveFields(network.nodes);
  return network.nodes.flatMap(({ name, layer, op }, index) =>
    layer === undefined || index === 0
      ? []
      : [{ name, kind: layer, ...op.shape, receptiveField: squareField(fields[index]) }],
  );
}
