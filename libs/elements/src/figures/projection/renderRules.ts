import type { ModelSummary, UnitView } from '@deconv/engine';
import { html, nothing } from 'lit';
import '../../drawing/PixelView.js';
import { renderScale } from '../../drawing/renderScale.js';
import { unitPictures } from '../../drawing/unitPictures.js';
import type { OpenPhoto } from '../../parts/controllers/PhotoController.js';
import { RULES, likenessInWords } from './controlInWords.js';

interface RulesParts {
  title: string;
  photo: OpenPhoto | undefined;
  model: ModelSummary | undefined;
  /** One for each rule; none while it is computed. */
  views: readonly UnitView[] | undefined;
  /** What they are compared with. */
  plain?: readonly UnitView[] | undefined;
}

/** One row of projections, a rule each, beside the patch that the unit saw. */
export function renderRules(parts: RulesParts) {
  const { title, photo, model, views, plain } = parts;
  const first = views?.[0];
  const seen = first && photo && unitPictures(first, { photo, layer: first.layer }, model);
  return html`
    <section class="row" part="row">
      <h3>${title}</h3>
      <div class="rules-row">
        ${
          plain
            ? nothing
            : html`<figure class="one saw">
                <deconv-pixels class="patch" .picture=${seen?.patch}></deconv-pixels>
                <figcaption><b>the patch</b> what the unit sees</figcaption>
              </figure>`
        }
        ${RULES.map(({ rule, keeps }, i) =>
          renderOne(parts, views?.[i], plain?.[i], { rule, keeps }),
        )}
      </div>
    </section>
  `;
}

function renderOne(
  { photo, model }: RulesParts,
  view: UnitView | undefined,
  plain: UnitView | undefined,
  { rule, keeps }: (typeof RULES)[number],
) {
  const pictures = view && photo && unitPictures(view, { photo, layer: view.layer }, model);
  return html`
    <figure class="one">
      <deconv-pixels .picture=${pictures?.projection}></deconv-pixels>
      ${renderScale(pictures?.scale)}
      <figcaption>
        <b>${rule}</b>
        ${view && plain ? likenessInWords(view, plain) : keeps}
      </figcaption>
    </figure>
  `;
}
