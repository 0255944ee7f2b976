import type { ModelSummary } from '@deconv/engine';
import { noMap } from '../NoUnit.js';
import { noneOf } from './noneOf.js';

/** What the attributes of a figure name of a network. */
export interface Named {
  layer?: string | undefined;
  layers?: readonly string[] | undefined;
  channel?: number | undefined;
  classIndex?: number | undefined;
}

/** What a network has not, of what is named. */
export function unfit(
  { layer, layers, channel, classIndex }: Named,
  model: ModelSummary,
): string[] {
  const names = model.layers.map(({ name }) => name);
  const found = model.layers.find(({ name }) => name === layer);
  return [
    ...noneOf('layer', [layer], names),
    ...noneOf('layers', layers, names),
    ...(found && channel !== undefined && channel >= found.channels
      ? [noMap(found.name, found.channels, channel)]
      : []),
    ...(classIndex !== undefined && classIndex >= model.classes
      ? [
          `class-index is ${classIndex}; ${model.name} tells classes 0 to ${model.classes - 1} apart.`,
        ]
      : []),
  ];
}
