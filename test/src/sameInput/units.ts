/** Units whose projections the command writes, for the page to draw the same: fields inside of the image, large and small. */
export const UNITS = [
  { layer: 'conv3', channel: 114, at: [4, 3], field: 51 },
  { layer: 'conv1', channel: 36, at: [22, 22], field: 7 },
] as const;

export const RULES = ['deconvnet', 'guided', 'gradient'] as const;

/** The photo that they are projected to, of those that `makePhotos` makes. */
export const PHOTO = 'plain.png';

/** Name of the picture that the command writes of a unit, by a rule. */
export const drawnName = (layer: string, rule: string): string => `${layer}-${rule}.png`;
