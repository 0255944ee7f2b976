import type { ModelSummary, UnitView } from '@deconv/engine';
import type { LitElement } from 'lit';
import type { OpenPhoto } from '../parts/controllers/PhotoController.js';

interface Look {
  model: ModelSummary | undefined;
  photo: OpenPhoto | undefined;
}

/**
 * What a figure of one photo shows, as data: network, photo, what its attributes say, and the units drawn, each with its
 * activation and the rectangle of pixels it sees. No document of results has this form.
 * @returns undefined while nothing is drawn
 */
export function citePhoto(
  figure: LitElement,
  { model, photo }: Look,
  units: readonly UnitView[] | undefined,
): object | undefined {
  if (!model || !photo || !units) return undefined;
  const { name, fingerprint, backend, inputSize } = model;
  return {
    ...{ model: { name, fingerprint, inputSize }, backend, photo: photo.alt },
    predictions: photo.predictions,
    settings: settingsOf(figure),
    units: units.map(({ layer, channel, at, activation, rule, receptiveField }) => ({
      ...{ layer, channel, at, activation, rule, receptiveField },
    })),
  };
}

/** Properties that may be written as attributes, with their values. */
function settingsOf(figure: LitElement): Record<string, unknown> {
  const { elementProperties } = figure.constructor as typeof LitElement;
  const written = [...elementProperties].filter(
    ([, { attribute, state }]) => attribute !== false && !state,
  );
  return Object.fromEntries(written.map(([name]) => [name, Reflect.get(figure, name) as unknown]));
}
