import type { StepView } from '@deconv/engine';

/** Where a signal came from and where its switch sent it, in pixels of the map below. */
export interface Travel {
  from: [row: number, column: number];
  to: [row: number, column: number];
}

/**
 * The ways of one map's signals through its switches. A signal starts in the middle of what its place in the small map
 * covers of the large one; switches are listed in the order of the signals.
 * @returns none where the map before is not known
 */
export function travelsOf(step: StepView, before: StepView, channel: number): Travel[] {
  const at = step.switches?.find((each) => each.channel === channel)?.at ?? [];
  const small = before.maps.find((map) => map.channel === channel)?.values;
  if (!small) return [];
  const { height, width } = before.box;
  const starts = [...small.keys()].filter((place) => small[place] !== 0);
  if (starts.length !== at.length) return [];
  return starts.map((place, i) => ({
    from: [
      ((Math.floor(place / width) + 0.5) / height) * step.box.height,
      (((place % width) + 0.5) / width) * step.box.width,
    ],
    to: [at[i]![0] + 0.5, at[i]![1] + 0.5],
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
