import { svg } from 'lit';
import { fieldFrame } from '../../drawing/fieldFrame.js';
import type { Pane, RecordedUnit } from './Pane.js';

/** What a unit of a document sees, and its projection, inside its whole field, as those that are computed are drawn. */
export function renderRecorded(unit: RecordedUnit, layer: Pane['layer']) {
  const { receptiveField: field, seen, projection } = unit;
  const frame = fieldFrame(unit, layer);
  const { size } = frame;
  const around = `${field.left - frame.left} ${field.top - frame.top} ${size} ${size}`;
  return [
    svg`<svg class="patch" viewBox=${around}><image href=${seen} width=${unit.size.width} height=${unit.size.height} /></svg>`,
    svg`<svg class="projection" viewBox="0 0 ${size} ${size}"><image href=${projection} x=${frame.left} y=${frame.top} width=${field.width} height=${field.height} /></svg>`,
  ];
}
