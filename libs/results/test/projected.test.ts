import { expect, test } from 'vitest';
import { projectedSchema, requireForm } from '../src/index.js';

const box = { top: 0, left: 0, height: 3, width: 3 };
const PROJECTED = {
  ...{ layer: 'conv1', channel: 2, at: [1, 4], activation: 0.5, rule: 'deconvnet', backend: 'cpu' },
  receptiveField: box,
  projection: { shape: [16, 16, 3], min: -1, max: 1, l2: 2, sum: 0, box: null },
};
const controlled = (signed: unknown) => ({
  ...PROJECTED,
  controls: [{ replaced: 'switches', similarity: { signed, magnitude: 1 } }],
});

test.each([PROJECTED, controlled(-0.3), controlled(null)])(
  'what project prints is read, with controls or without',
  (printed) => {
    const json = JSON.parse(JSON.stringify(printed)) as unknown;
    expect(requireForm(projectedSchema, json, 'damaged')).toEqual(printed);
  },
);

test.each([[NaN], [1.5], ['0.3']])('%s is no rank correlation', (signed) => {
  expect(() => requireForm(projectedSchema, controlled(signed), 'damaged')).toThrow(
    'controls[0].similarity.signed: expected a number from -1 to 1',
  );
});
