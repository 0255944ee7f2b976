import type { Layout, Parameter } from './parameters.js';
import type { Recipe } from './recipe.js';

/** The numbers that a step changes, in flat arrays as `layoutOf` lays them out. */
export interface SgdState {
  parameters: Float32Array;
  velocities: Float32Array;
}

/**
 * One step of gradient descent with momentum, in place: `v ← momentum · v − rate · (gradient + weightDecay · w)`,
 * `w ← w + v`. Then convolution filters beyond the recipe's limit are scaled back to it. Scales and shifts do not decay.
 */
export function sgdStep(
  { parameters, velocities }: SgdState,
  gradients: Float32Array,
  layout: Layout,
  rate: number,
  { momentum, weightDecay, filterLimit }: Recipe,
): void {
  for (const parameter of layout.parameters) {
    const decay = parameter.role === 'filters' ? weightDecay : 0;
    for (let i = parameter.from; i < parameter.to; i++) {
      const pull = gradients[i]! + decay * parameters[i]!;
      velocities[i] = momentum * velocities[i]! - rate * pull;
      parameters[i]! += velocities[i]!;
    }
    if (filterLimit !== null && parameter.shape.length === 4)
      limitFilters(parameters, parameter, filterLimit);
  }
}

/**
 * Scales every filter whose root mean square exceeds `limit` back to it, so that no filter dominates its layer
 * (Zeiler & Fergus, Section 3).
 */
export function limitFilters(
  parameters: Float32Array,
  { from, to, shape }: Parameter,
  limit: number,
): void {
  const filters = shape.at(-1)!;
  for (let f = 0; f < filters; f++) {
    let squares = 0;
    for (let i = from + f; i < to; i += filters) squares += parameters[i]! ** 2;
    const rms = Math.sqrt((squares * filters) / (to - from));
    if (rms <= limit) continue;
    for (let i = from + f; i < to; i += filters) parameters[i]! *= limit / rms;
  }
}
