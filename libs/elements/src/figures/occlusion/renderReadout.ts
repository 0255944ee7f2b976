import { competeIn, numbersIn, type OccludeResults } from '@deconv/results';
import { html, nothing } from 'lit';
import { formatNumber } from '../../words/formatNumber.js';
import { formatQuantity } from '../../words/formatQuantity.js';
import { quantityOf } from '../../words/quantityOf.js';
import { mapName } from '../../words/mapName.js';
import { className, type OcclusionView } from './OcclusionView.js';

/** What was measured with the square where it lies, beside the same with nothing covered. */
export function renderReadout({ results, place: { row, column } }: OcclusionView) {
  const { clean, label, activity, classIndex, grid } = results;
  const format = formatQuantity(results);
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
          <th scope="row">${quantityOf(results, className(results, classIndex))}</th>
          <td>${format(numbersIn(clean))}</td>
          <td class="here">${format(numbersIn(results)[row]![column]!)}</td>
        </tr>
        ${competeIn(results) ? renderMost(results, here) : nothing}
        <tr>
          <th scope="row">Activity of ${mapName(results)}</th>
          <td>${formatNumber(clean.activity)}</td>
          <td class="here">${formatNumber(activity[row]![column]!)}</td>
        </tr>
      </tbody>
    </table>
  `;
}

function renderMost(results: OccludeResults, here: number) {
  const { label } = results.clean;
  return html`
    <tr>
      <th scope="row">Most probable</th>
      <td>${className(results, label)}</td>
      <td class="here ${here === label || Number.isNaN(here) ? '' : 'changed'}">
        ${className(results, here)}
      </td>
    </tr>
  `;
}
