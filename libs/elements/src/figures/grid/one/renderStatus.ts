import { html, nothing, type TemplateResult } from 'lit';
import { backendInWords } from '../../../words/backendInWords.js';
import { notesOf } from '../../../words/notesOf.js';
import { networkInWords } from '../../../words/networkInWords.js';
import { formatSeconds } from '../../../words/formatSeconds.js';
import type { Stage } from '../../../words/Stage.js';
import { stageInWords } from '../../../words/stageInWords.js';
import type { ProjectionController } from './ProjectionController.js';

/** Small print: which network computed, on what, and how long it took here. */
export function renderStatus(
  work: ProjectionController,
  stage: Stage,
  save: TemplateResult | typeof nothing,
) {
  const first = stage === 'computing' && !work.projections;
  return html`
    <div class="status" part="print">
      <span class="doing"
        >${stageInWords(stage, work.progress)}${first ? '; the first time takes longer' : nothing}</span
      >
      ${factsOf(work).map(([term, fact]) => html`<span>${term} <b>${fact}</b></span>`)} ${save}
    </div>
  `;
}

function factsOf({ model, photo, projections }: ProjectionController): [string, string][] {
  const facts: [string, string][] = [];
  if (model)
    facts.push(
      ['Network', `${networkInWords(model)}, ${model.classes} classes`],
      ['Backend', backendInWords(model)],
      ...notesOf(model),
    );
  if (photo) facts.push(['Forward pass', formatSeconds(photo.seconds)]);
  if (projections) {
    facts.push([`${projections.views.length} projections`, formatSeconds(projections.seconds)]);
  }
  return facts;
}
