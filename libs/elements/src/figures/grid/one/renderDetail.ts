import type { LayerSummary, ModelSummary, UnitView } from '@deconv/engine';
import { html, type TemplateResult } from 'lit';
import '../../../drawing/PixelView.js';
import { renderScale } from '../../../drawing/renderScale.js';
import { unitPictures } from '../../../drawing/unitPictures.js';
import { formatNumber } from '../../../words/formatNumber.js';
import { mapName } from '../../../words/mapName.js';
import { positionInWords } from '../../../words/positionInWords.js';
import type { Projections } from './ProjectionController.js';

interface Detail {
  projections: Projections | undefined;
  view: UnitView | undefined;
  model: ModelSummary | undefined;
  /** Why the unit could not be projected as it was asked. */
  problem: string | undefined;
  /** What may be replaced on the way down. */
  controls: TemplateResult;
}

/** The chosen unit, large, with its facts. Always there, so that choosing moves nothing. */
export function renderDetail({ projections, view, model, problem, controls }: Detail) {
  const pictures = projections && view && unitPictures(view, projections, model);
  return html`
    <div class="detail" part="unit">
      <figure>
        <deconv-pixels class="patch" .picture=${pictures?.patch}></deconv-pixels>
        <figcaption>What it saw</figcaption>
      </figure>
      <figure>
        <deconv-pixels .picture=${pictures?.projection}></deconv-pixels>
        <figcaption>${problem ?? renderScale(pictures?.scale)}</figcaption>
      </figure>
      <div class="facts">${renderFacts(view, projections, model)} ${controls}</div>
    </div>
  `;
}

function renderFacts(
  view: UnitView | undefined,
  projections: Projections | undefined,
  model: ModelSummary | undefined,
) {
  const layer = model?.layers.find(({ name }) => name === projections?.layer);
  const facts = view ? factsOf(view, layer) : EMPTY_FACTS;
  return html`
    <h3>${view ? mapName(view) : 'One unit'}</h3>
    <dl>
      ${facts.map(
        ([term, fact]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${fact}</dd>
          </div>`,
      )}
    </dl>
    <p>
      Right: the part of the photo that set it off, traced down by the ${view?.rule ?? 'deconvnet'}
      rule. 99.5 % of its values lie within the scale.
    </p>
  `;
}

const EMPTY_FACTS = [
  ['Activation', '–'],
  ['Position', '–'],
  ['In a map of', '–'],
  ['Sees', '–'],
  ['Photo rows', '–'],
  ['and columns', '–'],
] as const;

function factsOf(
  { activation, at: [row, column], receptiveField: field }: UnitView,
  layer: LayerSummary | undefined,
) {
  const { top, left, height, width } = field;
  return [
    ['Activation', formatNumber(activation)],
    ['Position', positionInWords([row, column])],
    ['In a map of', layer ? `${layer.height} × ${layer.width}` : '–'],
    ['Sees', `${height} × ${width} pixels`],
    ['Photo rows', `${top}–${top + height - 1}`],
    ['and columns', `${left}–${left + width - 1}`],
  ] as const;
}
