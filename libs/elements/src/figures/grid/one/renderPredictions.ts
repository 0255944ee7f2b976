import type { Prediction } from '@deconv/engine';
import { html } from 'lit';
import { formatShare } from '../../../words/formatShare.js';

const PREDICTIONS_SHOWN = 5;

/** The network's first guesses. Rows are there before the guesses are, so nothing moves. */
export function renderPredictions(predictions: Prediction[]) {
  const rows = Array.from({ length: PREDICTIONS_SHOWN }, (_, rank) => predictions[rank]);
  return html`
    <h3 id="guesses">The network’s guesses</h3>
    <ol class="predictions" aria-labelledby="guesses">
      ${rows.map(renderPrediction)}
    </ol>
  `;
}

function renderPrediction(prediction: Prediction | undefined) {
  if (!prediction) return html`<li><span class="label">–</span></li>`;
  const { label, probability } = prediction;
  return html`
    <li>
      <span class="label" title=${label}>${label}</span>
      <span class="bar" aria-hidden="true"
        ><span .style="width: ${probability * 100}%"></span
      ></span>
      <span class="share">${formatShare(probability)}</span>
    </li>
  `;
}
