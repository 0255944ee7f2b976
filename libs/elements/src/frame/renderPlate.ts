import { html, nothing, type TemplateResult } from 'lit';
import { renderFaults } from '../parts/faults/renderFaults.js';
import { renderFailure } from '../parts/faults/renderFailure.js';
import type { Stage } from '../words/Stage.js';

/** What a figure puts into its frame. */
interface PlateParts {
  /** By what a screen reader calls it. */
  name: string;
  stage: Stage;
  problem: string | undefined;
  retry: () => void;
  /** 0–1, of what is being computed; undefined while nothing is. */
  progress: number | undefined;
  /** What is drawn of the document, once it is there. */
  body: () => TemplateResult;
  /** Where the reader makes it compute. */
  run: TemplateResult | typeof nothing;
  /** Small print. */
  facts: [term: string, fact: string][];
  /** What is wrong with what it was given. */
  faults: readonly string[];
  /** Where the reader saves the figure. */
  save: TemplateResult | typeof nothing;
  /** Files hover above the figure, which takes them. */
  dropping: boolean;
}

/**
 * The frame of every element that draws a document. What was put inside the element, such as a picture of the figure,
 * stands in its place until the document is drawn, and without scripts.
 */
export function renderPlate(parts: PlateParts) {
  const { stage, facts, progress, run, dropping } = parts;
  const busy = stage === 'loading' || progress !== undefined;
  return html`
    <figure
      class="plate ${stage} ${progress === undefined ? '' : 'running'}"
      part="plate"
      lang="en"
      aria-label=${parts.name}
      aria-busy=${busy}
    >
      ${renderProgress(stage, progress)}
      <slot name="title"></slot>
      <div class="stage" part="body">
        ${stage === 'ready' ? parts.body() : html`<div class="poster"><slot></slot></div>`}
        ${stage === 'error' ? renderFailure('Nothing to show here', parts.problem ?? '', parts.retry) : nothing}
      </div>
      ${renderFaults(parts.faults)} ${run}
      <div class="print" part="print">
        ${facts.map(([term, fact]) => html`<span>${term} <b>${fact}</b></span>`)} ${parts.save}
      </div>
      <figcaption><slot name="try"></slot><slot name="caption"></slot></figcaption>
      ${dropping ? html`<p class="drop">Drop it: this network will look at it</p>` : nothing}
    </figure>
  `;
}

/** Always there, so that nothing moves; how far a document is, nobody knows. */
function renderProgress(stage: Stage, progress: number | undefined) {
  if (stage === 'loading' && progress === undefined)
    return html`<progress aria-label="Loading the results"></progress>`;
  return html`<progress
    max="1"
    .value=${progress ?? 0}
    ?hidden=${progress === undefined}
    aria-label="Computing"
  ></progress>`;
}
