import { html, nothing, type TemplateResult } from 'lit';

/** As much of a `ResultsController` as a plate needs to know. */
interface PlateParts {
  stage: 'waiting' | 'loading' | 'ready' | 'error';
  problem: string | undefined;
  retry: () => void;
  /** What is drawn of the document, once it is there. */
  body: () => TemplateResult;
  /** Small print. */
  facts: [term: string, fact: string][];
  /** What a screen reader is told once all is drawn. */
  announcement: string;
}

/**
 * The frame of every element that draws a document. What was put inside the element, such as a picture of the figure,
 * stands in its place until the document is drawn, and without scripts.
 */
export function renderPlate(parts: PlateParts) {
  const { stage, facts } = parts;
  return html`
    <figure class="plate ${stage}" part="plate" aria-busy=${stage === 'loading'}>
      <slot name="title"></slot>
      <div class="stage" part="body">
        ${stage === 'ready' ? parts.body() : html`<div class="poster"><slot></slot></div>`}
        ${stage === 'error' ? renderProblem(parts) : nothing}
      </div>
      <p class="print" part="print">
        ${facts.map(([term, fact]) => html`<span>${term} <b>${fact}</b></span>`)}
      </p>
      <figcaption><slot name="caption"></slot></figcaption>
    </figure>
    <p class="unseen" role="status">${said(parts)}</p>
  `;
}

function renderProblem({ problem, retry }: PlateParts) {
  return html`
    <div class="failure" part="error">
      <p class="what">Nothing to show here</p>
      <p>${problem}</p>
      <button type="button" class="button" @click=${retry}>Try again</button>
    </div>
  `;
}

function said({ stage, problem, announcement }: PlateParts): string {
  switch (stage) {
    case 'waiting':
      return '';
    case 'loading':
      return 'Loading the results.';
    case 'error':
      return problem ?? '';
    case 'ready':
      return announcement;
  }
}
