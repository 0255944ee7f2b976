/** A function with its gradient, at a point. */
export type Objective = (
  point: Float32Array,
) => Promise<{ value: number; gradient: Float32Array<ArrayBuffer> }>;

export interface MinimiseOptions {
  /** Steps at most. Default 200. */
  steps?: number;
  /** Ends where a step lowers the value by less than this share of it. Default 1e-5. */
  tolerance?: number;
  /** Called between steps; what it throws ends the descent. */
  onStep?: () => Promise<void>;
}

/** Pairs of a step and how it changed the gradient that are remembered. */
const MEMORY = 10;
/** Share of the decrease that the slope promises which a step must bring (Armijo). */
const SUFFICIENT = 1e-4;
/** How often a step is halved before the descent ends. */
const HALVINGS = 20;

interface Pair {
  step: Float32Array;
  change: Float32Array;
  /** 1 / (step · change) */
  rho: number;
}

/**
 * Minimises a smooth convex function by L-BFGS with a backtracking line search (Nocedal & Wright, Numerical Optimization,
 * Algorithms 3.1 and 7.4).
 * @param from where to begin; stays as it is
 * @returns the lowest point that was found
 */
export async function minimise(
  objective: Objective,
  from: Float32Array,
  { steps = 200, tolerance = 1e-5, onStep }: MinimiseOptions = {},
): Promise<Float32Array<ArrayBuffer>> {
  const pairs: Pair[] = [];
  let point = Float32Array.from(from);
  let at = await objective(point);
  for (let taken = 0; taken < steps; taken++) {
    await onStep?.();
    const direction = descent(at.gradient, pairs);
    const slope = dot(direction, at.gradient);
    if (!(slope < 0)) return point;
    // Nothing is known of the scale yet: a first step at most as long as 1.
    const first = pairs.length ? 1 : Math.min(1, 1 / Math.sqrt(dot(at.gradient, at.gradient)));
    const found = await search(objective, { point, value: at.value, direction, slope, first });
    if (!found) return point;
    const step = found.point.map((value, i) => value - point[i]!);
    const change = found.gradient.map((value, i) => value - at.gradient[i]!);
    const curvature = dot(step, change);
    if (curvature > 0) pairs.push({ step, change, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    const gain = at.value - found.value;
    [point, at] = [found.point, found];
    // The first step says nothing of how near the end is: it was as long as its guess.
    if (taken > 0 && gain <= tolerance * Math.abs(at.value)) return point;
  }
  return point;
}

/** The two loops: −H·gradient, where H approximates the inverse of the Hessian by the pairs. */
function descent(gradient: Float32Array, pairs: readonly Pair[]): Float32Array {
  const direction = gradient.map((value) => -value);
  const factors: number[] = [];
  for (const { step, change, rho } of [...pairs].reverse()) {
    const factor = rho * dot(step, direction);
    factors.unshift(factor);
    add(direction, change, -factor);
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    direction.forEach((value, i) => (direction[i] = value * scale));
  }
  pairs.forEach(({ step, change, rho }, i) =>
    add(direction, step, factors[i]! - rho * dot(change, direction)),
  );
  return direction;
}

interface Line {
  point: Float32Array;
  value: number;
  direction: Float32Array;
  slope: number;
  /** Length to try first, as a factor on the direction. */
  first: number;
}

/** The first of ever shorter steps that lowers the value enough; undefined where none does. */
async function search(objective: Objective, { point, value, direction, slope, first }: Line) {
  for (let halved = 0, length = first; halved < HALVINGS; halved++, length /= 2) {
    const next = point.map((each, i) => each + length * direction[i]!);
    const found = await objective(next);
    if (found.value <= value + SUFFICIENT * length * slope) return { ...found, point: next };
  }
  return undefined;
}

function add(target: Float32Array, values: Float32Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
