import type { ModelSummary, Prediction } from '@deconv/engine';
import { numbersIn } from '@deconv/results';
import { html, nothing } from 'lit';
import { formatQuantity } from '../../../words/formatQuantity.js';

const PREDICTIONS_SHOWN = 5;

/**
 * The network's first guesses. Rows are there before the guesses are, so nothing moves.
 * @param model what is known of the network; one of two classes has two guesses
 */
export function renderPredictions(
  predictions: Prediction[],
  model: Pick<ModelSummary, 'classes' | 'answer'> | undefined,
) {
  const length = Math.min(PREDICTIONS_SHOWN, model?.classes ?? Infinity);
  const rows = Array.from({ length }, (_, rank) => predictions[rank]);
  const plain = model?.answer?.kind === 'numbers';
  return html`
    <h3 id="guesses">The network’s ${plain ? 'numbers' : 'guesses'}</h3>
    <ol class="predictions" aria-labelledby="guesses">
      ${rows.map(renderPrediction)}
    </ol>
  `;
}

function renderPrediction(prediction: Prediction | undefined) {
  if (!prediction) return html`<li><span class="label">–</span></li>`;
  const { label, probability } = prediction;
  const bar = html`<span .style="width: ${(probability ?? 0) * 100}%"></span>`;
  return html`
    <li>
      <span class="label" title=${label}>${label}</span>
      <span class="bar" aria-hidden="true">${probability === undefined ? nothing : bar}</span>
      <span class="share">${formatQuantity(prediction)(numbersIn(prediction))}</span>
    </li>
  `;
}
