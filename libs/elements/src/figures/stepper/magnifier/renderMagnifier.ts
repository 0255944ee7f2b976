import type { StepView } from '@deconv/engine';
import { html } from 'lit';
import { positionInWords } from '../../../words/positionInWords.js';
import type { Magnified } from './magnify.js';
import { placeInMap } from './placeInMap.js';
import { renderFiltered } from './renderFiltered.js';
import { renderRectified } from './renderRectified.js';
import { renderUnpooled } from './renderUnpooled.js';

/** One place of the large map, in numbers. */
export function renderMagnifier(step: StepView, channel: number, { at, of }: Magnified) {
  return html`
    <section class="magnifier" part="magnifier" aria-label="One place in numbers">
      <h4>
        Map ${channel}, ${positionInWords(placeInMap(step, at))}
        <span>Press on the map, or use its arrow keys, to look elsewhere.</span>
      </h4>
      ${renderParts(step, of)}
    </section>
  `;
}

function renderParts({ step, layer }: StepView, of: Magnified['of']) {
  switch (of?.kind) {
    case 'unpool':
      return renderUnpooled(of, layer);
    case 'filter':
      return renderFiltered(of);
    case 'rectify':
      return renderRectified(of);
    case undefined:
      return html`<p class="made">${UNKNOWN[step]}</p>`;
  }
}

/** Why there are no numbers. */
const UNKNOWN: Partial<Record<StepView['step'], string>> = {
  unpool: 'What this map’s windows held is not told.',
  rectify: 'What this map was before the step is not told.',
  filter: 'What adds up here is not told.',
};
