import { html, nothing } from 'lit';
import { formatShare } from '../../words/formatShare.js';
import type { FiltersView } from './FiltersView.js';
import { MARKS, filtersWith } from './marksOf.js';
import { filterInWords } from './filterInWords.js';
import { renderPicture } from './renderFilterGrid.js';

/** What was found in the layer: how many filters bear each mark, and at which frequencies they look. */
export function renderFindings(view: FiltersView) {
  const { layer, filter } = view;
  return html`
    <div class="findings">
      <div class="chosen-filter" part="filter">
        ${renderPicture(filter, view)}
        <p>${filterInWords(filter, layer)}</p>
      </div>
      <ul class="found-list">
        ${MARKS.map(({ name, letter, words }) => {
          const found =
            name === 'dead' && layer.dead === null ? '–' : new Set(filtersWith(name, layer)).size;
          return html`<li>
            <b>${letter}</b> <span>${name}: ${words}</span> <span>${found}</span>
          </li>`;
        })}
      </ul>
      ${renderSpectrum(view)}
    </div>
  `;
}

function renderSpectrum({ results, layer: { spectrum, aliasing } }: FiltersView) {
  if (!spectrum) return nothing;
  const [from, to] = results.options.bands.map((band) => band.toFixed(2));
  const bands = [
    ['low', spectrum.low, `below ${from!}`],
    ['mid', spectrum.mid, `to ${to!}`],
    ['high', spectrum.high, 'above'],
  ] as const;
  return html`
    <div class="spectrum">
      <h3>Energy by frequency, in cycles per pixel</h3>
      <div class="bands" aria-hidden="true">
        ${bands.map(([name, share]) => html`<span class=${name} .style="flex-grow: ${share}"></span>`)}
      </div>
      <ul>
        ${bands.map(
          ([name, share, where]) => html`
            <li><span class="swatch ${name}"></span> ${name}, ${where}: ${formatShare(share)}</li>
          `,
        )}
      </ul>
      ${
        aliasing
          ? html`<p class="quiet">
              The stride folds ${formatShare(aliasing.photographs)} of what passes onto lower
              frequencies in photographs, ${formatShare(aliasing.noise)} in noise.
            </p>`
          : nothing
      }
    </div>
  `;
}
