import type { StepView } from '@deconv/engine';
import { html, nothing, svg } from 'lit';
import type { Magnified } from './magnify.js';

/** Frames on a map, in positions of its box. */
interface Frame {
  top: number;
  left: number;
  height: number;
  width: number;
  strong: boolean;
}

/** On the map after a step: the place, and the window that it is seen in. */
export function renderFramesAfter({ box }: StepView, { at, of }: Magnified) {
  const place = { top: at[0], left: at[1], height: 1, width: 1, strong: true };
  const window = of?.kind === 'unpool' ? [frameOf(of.rows, of.columns, box, false)] : [];
  return renderFrames(box, [...window, place]);
}

/** On the map before: what the place is made of. */
export function renderFramesBefore({ box }: StepView, { at, of }: Magnified) {
  if (of?.kind === 'unpool')
    return renderFrames(box, [frameOf([of.above[0]], [of.above[1]], box, true)]);
  if (of?.kind === 'filter') return renderFrames(box, [frameOf(of.rows, of.columns, box, true)]);
  if (of?.kind === 'rectify')
    return renderFrames(box, [{ top: at[0], left: at[1], height: 1, width: 1, strong: true }]);
  return nothing;
}

function frameOf(
  rows: readonly number[],
  columns: readonly number[],
  { top, left }: StepView['box'],
  strong: boolean,
): Frame {
  const [firstRow, firstColumn] = [rows[0] ?? 0, columns[0] ?? 0];
  return {
    ...{ top: firstRow - top, left: firstColumn - left, strong },
    height: (rows.at(-1) ?? 0) - firstRow + 1,
    width: (columns.at(-1) ?? 0) - firstColumn + 1,
  };
}

function renderFrames({ height, width }: StepView['box'], frames: readonly Frame[]) {
  const side = Math.max(height, width);
  return html`<svg class="fields" viewBox="0 0 ${side} ${side}" aria-hidden="true">
    ${frames.map(
      ({ top, left, height, width, strong }) =>
        svg`<g class=${strong ? 'field strong' : 'field'}>
          <rect class="halo" x=${left} y=${top} width=${width} height=${height} />
          <rect class="line" x=${left} y=${top} width=${width} height=${height} />
        </g>`,
    )}
  </svg>`;
}
