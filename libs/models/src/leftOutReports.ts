import { nameOf, type KerasLayer } from './keras/kerasLayer.js';
import { unknownTo } from './keras/known.js';
import type { LeftOut } from './keras/withoutUnknown.js';
import { problemBelow, type LayerReport } from './LayerReport.js';
import type { Weight } from './modelFiles.js';

/** A report for every layer that was left out, those inside nested models too. */
export function leftOutReports(leftOut: LeftOut[], weights: Weight[]): LayerReport[] {
  const models = new Map(leftOut.map(({ layer }) => [nameOf(layer), layer]));
  const faulty = (name: string): string[] => faultsIn(models.get(name)!, '');
  return leftOut.flatMap(({ layer, blockedBy }) =>
    reportsOf(layer, '', blockedBy.flatMap(faulty), weights),
  );
}

/** Names of the layers at fault: those of a nested model stand for it. */
function faultsIn(layer: KerasLayer, prefix: string): string[] {
  const name = prefix + nameOf(layer);
  if (unknownTo(layer) === undefined) return [];
  return layer.config.layers?.flatMap((inner) => faultsIn(inner, `${name}/`)) ?? [name];
}

function reportsOf(
  layer: KerasLayer,
  prefix: string,
  below: string[],
  weights: Weight[],
): LayerReport[] {
  const name = prefix + nameOf(layer);
  if (layer.class_name === 'InputLayer') return [];
  if (layer.config.layers) {
    // A nested model is loaded as a whole or not at all.
    const inside = [...below, ...faultsIn(layer, prefix)];
    return layer.config.layers.flatMap((inner) => reportsOf(inner, `${name}/`, inside, weights));
  }
  const own = unknownTo(layer);
  const report: LayerReport = {
    name,
    kind: layer.class_name,
    shape: [null, null, null],
    parameters: parametersOf(nameOf(layer), weights),
    problem: own ?? problemBelow(below),
    blockedBy: own === undefined ? below : [],
  };
  return [report];
}

const parametersOf = (layer: string, weights: Weight[]): number =>
  weights
    .filter(({ spec }) => spec.name.slice(0, spec.name.lastIndexOf('/')) === layer)
    .reduce((sum, { spec }) => sum + spec.shape.reduce((a, b) => a * b, 1), 0);
