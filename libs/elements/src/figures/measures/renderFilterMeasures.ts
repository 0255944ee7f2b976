import { meanOf } from '@deconv/pictures';
import type { AblateNetwork, AblateResults } from '@deconv/results';
import { scaleLinear } from 'd3-scale';
import { html, nothing, svg } from 'lit';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { FILTER_MEASURES, type FilterMeasure } from './filterMeasures.js';

/** The drawing of a cell, in its own units, with room for a dot at either end. */
const [WIDTH, HEIGHT, INSET] = [90, 14, 5];

/** What was found of the filters of one layer, by network: a dot for each seed, and the mean. */
export function renderFilterMeasures({ networks, options }: AblateResults, layer: string) {
  const columns = FILTER_MEASURES.map((measure) => columnOf(measure, networks, layer));
  return html`
    <div class="rows" tabindex="0" role="region" aria-label="Filters of ${layer}">
      <table class="filters" part="filters">
        <caption>
          Filters of ${layer}${options.seeds.length > 1 ? ', each dot a training' : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col">filters</th>
            ${FILTER_MEASURES.map(({ name, words }) => html`<th scope="col" title=${words}>${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${networks.map(
            (network, i) => html`
              <tr>
                <th scope="row">${network.name}</th>
                <td>${windowOf(network, layer)}</td>
                ${columns.map((column) => renderCell(column, i))}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    <dl class="quiet note words">
      ${FILTER_MEASURES.map(
        ({ name, words }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${words}</dd>
          </div>`,
      )}
    </dl>
  `;
}

/** `48 of 7 × 7, stride 2` */
function windowOf({ runs }: AblateNetwork, layer: string): string {
  const found = runs[0]!.layers.find((each) => each.layer === layer);
  if (!found) return '–';
  return `${found.filters} of ${found.size} × ${found.size}, stride ${found.stride}`;
}

/** One scale for all networks, from 0. */
function columnOf(
  { name, of, most, format }: FilterMeasure,
  networks: readonly AblateNetwork[],
  layer: string,
) {
  const values = networks.map(({ runs }) =>
    runs.flatMap(({ layers }) => {
      const found = layers.find((each) => each.layer === layer);
      return (found && of(found)) ?? [];
    }),
  );
  const first = networks[0]!.runs[0]!.layers.find((each) => each.layer === layer);
  const largest = Math.max(0, rangeOf(values)[1]);
  const x = scaleLinear([0, largest || (first ? most(first) : 1)], [INSET, WIDTH - INSET]);
  return { name, values, x, format };
}

function renderCell({ name, values: all, x, format }: ReturnType<typeof columnOf>, row: number) {
  const values = all[row]!;
  if (!values.length) return html`<td data-name=${name}>–</td>`;
  const mean = meanOf(values);
  return html`
    <td data-name=${name}>
      ${format(mean)}
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
        <line class="grid" x1=${INSET} x2=${WIDTH - INSET} y1=${HEIGHT / 2} y2=${HEIGHT / 2} />
        ${
          values.length > 1
            ? values.map(
                (value) => svg`<circle class="each" cx=${x(value)} cy=${HEIGHT / 2} r="2.5" />`,
              )
            : nothing
        }
        <line class="mean" x1=${x(mean)} x2=${x(mean)} y1="1" y2=${HEIGHT - 1} />
      </svg>
    </td>
  `;
}
