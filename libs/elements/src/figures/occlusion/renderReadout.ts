import { html } from 'lit';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import { mapName } from '../../words/mapName.js';
import { className, type OcclusionView } from './OcclusionView.js';

/** What was measured with the square where it lies, beside the same with nothing covered. */
export function renderReadout({ results, place: { row, column } }: OcclusionView) {
  const { clean, probability, label, activity, classIndex, grid } = results;
  const here = label[row]![column]!;
  return html`
    <table class="readout" part="readout">
      <caption>
        Square at row ${row + 1} of ${grid.rows}, column ${column + 1} of ${grid.cols}
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">Nothing covered</th>
          <th scope="col">Square here</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Probability of ${className(results, classIndex)}</th>
          <td>${formatShare(clean.probability)}</td>
          <td class="here">${formatShare(probability[row]![column]!)}</td>
        </tr>
        <tr>
          <th scope="row">Most probable</th>
          <td>${className(results, clean.label)}</td>
          <td class="here ${here === clean.label || Number.isNaN(here) ? '' : 'changed'}">
            ${className(results, here)}
          </td>
        </tr>
        <tr>
          <th scope="row">Activity of ${mapName(results)}</th>
          <td>${formatNumber(clean.activity)}</td>
          <td class="here">${formatNumber(activity[row]![column]!)}</td>
        </tr>
      </tbody>
    </table>
  `;
}
