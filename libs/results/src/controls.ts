/**
 * What is taken from a network before it projects a unit once more: the weights of all layers down from the unit's; the
 * same layer by layer; or where switches point to.
 */
export const CONTROLS = ['random-weights', 'cascade', 'shuffled-switches'] as const;

export type ControlName = (typeof CONTROLS)[number];
