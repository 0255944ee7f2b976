import type { CorrespondResults } from '@deconv/results';
import { html, nothing, svg } from 'lit';
import type { Count, Spread } from './Count.js';
import { partInWords, partsOf } from './partsOf.js';
import { WIDTH, scaleOf, type ShareScale } from './scaleOf.js';

/** Height of a row's drawing, in its own units. */
const HEIGHT = 24;

interface Panel {
  results: CorrespondResults;
  layer: string;
  count: Count;
  /** The count in words. */
  words: string;
  /** A part that is looked at, in this panel or another. */
  pointed: string | undefined;
  onPoint: (part: string | undefined) => void;
}

/** One layer by one count: a dot for the mean of each part, its interval as a whisker, and the numbers. */
export function renderPanel(panel: Panel) {
  const { results, layer, count, words } = panel;
  const { named, controls } = partsOf(results);
  const x = scaleOf(results, count);
  const rows = (parts: string[]) => parts.map((part) => renderRow(part, x, panel));
  return html`
    <table class="panel" part="panel">
      <caption>
        ${layer}, ${words}
      </caption>
      <thead>
        <tr>
          <th scope="col">Masked part</th>
          <th scope="col" class="axis">${renderAxis(x)}<span class="unseen">Drawn</span></th>
          <th scope="col">Mean ± SD</th>
          <th scope="col">95 %</th>
        </tr>
      </thead>
      <tbody>
        ${rows(named)}
      </tbody>
      ${
        controls.length
          ? html`<tbody class="controls">
              <tr>
                <th scope="rowgroup" colspan="4">Masks at random, for comparison</th>
              </tr>
              ${rows(controls)}
            </tbody>`
          : nothing
      }
    </table>
  `;
}

function renderRow(
  part: string,
  x: ShareScale,
  { results, layer, count, pointed, onPoint }: Panel,
) {
  const spread = results.parts[part]![layer]?.[count] ?? null;
  return html`
    <tr
      class=${part === pointed ? 'pointed' : ''}
      @pointerenter=${() => onPoint(part)}
      @pointerleave=${() => onPoint(undefined)}
    >
      <th scope="row">${partInWords(part)}</th>
      <td class="axis" title=${spread ? `${spread.pairs} pairs of images` : nothing}>
        ${spread ? renderWhisker(spread, x) : nothing}
      </td>
      <td>${spread ? `${spread.mean.toFixed(2)} ± ${spread.sd.toFixed(2)}` : '–'}</td>
      <td>${spread ? spread.interval.map((end) => end.toFixed(2)).join('–') : '–'}</td>
    </tr>
  `;
}

function renderWhisker({ mean, interval: [low, high] }: NonNullable<Spread>, x: ShareScale) {
  const y = HEIGHT / 2;
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      ${x.ticks(4).map((tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y2=${HEIGHT} />`)}
      <line class="whisker" x1=${x(low)} x2=${x(high)} y1=${y} y2=${y} />
      <circle cx=${x(mean)} cy=${y} r="5" />
    </svg>
  `;
}

/** On narrow screens only the outer ticks have room for their numbers. */
function renderAxis(x: ShareScale) {
  const ticks = x.ticks(4);
  const place = (i: number): string => (i === 0 || i === ticks.length - 1 ? 'outer' : 'inner');
  return html`
    <svg viewBox="0 0 ${WIDTH} 16" aria-hidden="true">
      ${ticks.map(
        (tick, i) => svg`
          <text class=${place(i)} x=${x(tick)} y="12" text-anchor="middle">${x.tickFormat(4)(tick)}</text>
        `,
      )}
    </svg>
  `;
}
