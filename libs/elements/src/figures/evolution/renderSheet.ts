import type { EvolutionResultsMap } from '@deconv/results';
import { html } from 'lit';
import { largestField, renderUnitPair } from '../../parts/results/renderUnitPair.js';
import { mapName } from '../../words/mapName.js';
import type { EvolutionView } from './EvolutionView.js';
import { cellInWords, changesOf } from './changesOf.js';
import { renderMark } from './renderStills.js';

/** All maps at all checkpoints, as in Figure 4: a row a map, a column a checkpoint. */
export function renderSheet(view: EvolutionView) {
  const { results, checkpoint, onCheckpoint } = view;
  return html`
    <div class="sheet" part="sheet" role="region" tabindex="0" aria-label="All checkpoints">
      <table>
        <thead>
          <tr>
            <td></td>
            ${results.checkpoints.map(
              ({ name }, i) => html`
                <th scope="col" class=${i === checkpoint ? 'now' : ''}>
                  <button
                    type="button"
                    class="link"
                    aria-pressed=${i === checkpoint}
                    aria-label="Checkpoint ${name}"
                    @click=${() => onCheckpoint(i)}
                  >
                    ${name}
                  </button>
                </th>
              `,
            )}
          </tr>
        </thead>
        <tbody>
          ${results.maps.map((map) => renderRow(map, view))}
        </tbody>
      </table>
    </div>
  `;
}

function renderRow(
  map: EvolutionResultsMap,
  { checkpoint, addressOf, onCheckpoint }: EvolutionView,
) {
  const field = largestField(map.cells);
  return html`
    <tr>
      <th scope="row">${mapName(map)}</th>
      ${map.cells.map((cell, i) => {
        const changes = changesOf(cell);
        return html`
          <td
            class="${i === checkpoint ? 'now' : ''} ${changes.length ? 'changed' : ''}"
            title=${cellInWords(cell)}
            @click=${() => onCheckpoint(i)}
          >
            <span class="pair">${renderUnitPair(cell, addressOf, field)}</span>
            <span class="marks">${changes.map(renderMark)}</span>
          </td>
        `;
      })}
    </tr>
  `;
}
