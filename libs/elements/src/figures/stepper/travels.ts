import type { StepView } from '@deconv/engine';

/** A signal that went through its switch. */
export interface Sent {
  /** Row and column in the box of the map before. */
  from: [row: number, column: number];
  signal: number;
  /** Its switch, in the box of the map below. */
  to: [row: number, column: number];
}

/** Where a signal came from and where its switch sent it, in pixels of the map below. */
export type Travel = Pick<Sent, 'from' | 'to'>;

/**
 * One map's signals and their switches, which are listed in the order of the signals.
 * @returns undefined where the map before is not known
 */
export function sentOf(step: StepView, before: StepView, channel: number): Sent[] | undefined {
  const at = step.switches?.find((each) => each.channel === channel)?.at ?? [];
  const small = before.maps.find((map) => map.channel === channel)?.values;
  const starts = [...(small?.keys() ?? [])].filter((place) => small![place] !== 0);
  if (!small || starts.length !== at.length) return undefined;
  const { width } = before.box;
  return starts.map((place, i) => ({
    from: [Math.floor(place / width), place % width],
    ...{ signal: small[place]!, to: at[i]! },
  }));
}

/**
 * The ways of one map's signals through its switches. A signal starts in the middle of what its place in the small map
 * covers of the large one.
 * @returns none where the map before is not known
 */
export function travelsOf(step: StepView, before: StepView, channel: number): Travel[] {
  const { height, width } = before.box;
  return (sentOf(step, before, channel) ?? []).map(({ from: [row, column], to }) => ({
    from: [((row + 0.5) / height) * step.box.height, ((column + 0.5) / width) * step.box.width],
    to: [to[0] + 0.5, to[1] + 0.5],
  }));
}

/** Where a map had a signal before a step and has none after. */
export function cutsOf(step: StepView, before: StepView, channel: number): [number, number][] {
  const [was, is] = [before, step].map(
    ({ maps }) => maps.find((map) => map.channel === channel)?.values,
  );
  const { width } = step.box;
  if (!was || was.length !== is?.length) return [];
  return [...was.keys()]
    .filter((place) => was[place] !== 0 && is[place] === 0)
    .map((place) => [Math.floor(place / width), place % width]);
}
