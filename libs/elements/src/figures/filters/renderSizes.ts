import { scaleLinear } from 'd3-scale';
import { html, svg } from 'lit';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { formatNumber } from '../../words/formatNumber.js';
import type { FiltersView } from './FiltersView.js';
import { marksOf } from './marksOf.js';

/** The drawing, in its own units. */
const [WIDTH, HEIGHT] = [320, 90];

/** How large filters are: a bar each, the limits as lines; a press chooses a filter. */
export function renderSizes({ results, layer, filter, onFilter }: FiltersView) {
  const [, largest] = rangeOf([layer.rms]);
  const y = scaleLinear([0, largest || 1], [HEIGHT, 0]);
  const step = WIDTH / layer.filters;
  const { dominant, dominated } = results.options;
  const [low, high] = [largest * dominated, layer.median * dominant];
  return html`
    <div class="sizes">
      <h3>RMS of each filter, up to ${formatNumber(largest)}</h3>
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        role="img"
        aria-label="RMS of ${layer.filters} filters: median ${formatNumber(layer.median)}, largest ${formatNumber(largest)}"
      >
        ${layer.rms.map(
          (rms, i) => svg`
            <rect
              class=${barClass(i === filter, marksOf(i, layer).length > 0)}
              x=${i * step}
              y=${y(rms)}
              width=${step * 0.8}
              height=${HEIGHT - y(rms)}
              @click=${() => onFilter(i)}
            />
          `,
        )}
        ${[low, high].map(
          (limit) => svg`<line class="limit" x2=${WIDTH} y1=${y(limit)} y2=${y(limit)} />`,
        )}
      </svg>
      <p class="quiet">
        Lines: below ${formatNumber(low)} filters count as dominated, above ${formatNumber(high)}
        they dominate.
      </p>
    </div>
  `;
}

function barClass(chosen: boolean, found: boolean): string {
  return `bar ${chosen ? 'chosen' : ''} ${found ? 'found' : ''}`;
}
