import type { UnitView } from '@deconv/engine';
import { svg } from 'lit';

/** The outline of a unit's receptive field, to be drawn over the picture. */
export function renderField(
  { receptiveField: { top, left, width, height } }: Pick<UnitView, 'receptiveField'>,
  strong: boolean,
) {
  const outline = (name: string) =>
    svg`<rect class=${name} x=${left} y=${top} width=${width} height=${height} />`;
  return svg`<g class=${strong ? 'field strong' : 'field'}>${outline('halo')}${outline('line')}</g>`;
}
