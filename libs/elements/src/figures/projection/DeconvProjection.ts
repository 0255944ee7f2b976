import { Task, TaskStatus, initialState } from '@lit/task';
import type { ControlName, RuleName, UnitView } from '@deconv/engine';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { UnitFigure } from '../../frame/UnitFigure.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { errorOf } from '../../parts/controllers/PhotoController.js';
import { tell } from '../../parts/controllers/tell.js';
import { formatNumber } from '../../words/formatNumber.js';
import { mapName } from '../../words/mapName.js';
import { positionInWords } from '../../words/positionInWords.js';
import { CONTROLS, RULES, controlInWords, likenessInWords } from './controlInWords.js';
import { projectionStyles } from './projectionStyles.js';
import { renderRules } from './renderRules.js';

/**
 * One photo, one unit, three rules: what deconvnet, guided backpropagation and the plain gradient draw, side by side, and
 * beneath them the same with random weights or shuffled switches.
 *
 * @slot - A poster: stands in the figure's place until the network has seen the photo.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - All projections are drawn.
 * @fires progress - The network is loading: `{ fraction }`.
 * @fires error - Something stopped; the figure says what, and how to start again.
 * @fires deconv-place - The reader chose a place: `{ at: [row, column] }`, in pixels of the picture as the network sees it.
 * @fires deconv-unit - The reader chose a unit by its place: `{ layer, channel, at, address }`.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-map - The reader chose a feature map: `{ layer, channel }`.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-control - The reader replaced something on the way down: `{ control }`.
 * @csspart plate - The whole figure.
 * @csspart board - The photo.
 * @csspart handle - What lies on the photo and takes pointer and focus.
 * @csspart row - A row of projections, a rule each.
 * @csspart words - What the rows say.
 * @csspart controls - Photo, unit and control.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-accent - Outline of the unit's receptive field, and what is chosen.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 * @cssprop --deconv-zero - Zero in a projection.
 */
@customElement('deconv-projection')
export class DeconvProjection extends UnitFigure {
  static override styles = projectionStyles;

  /** What is replaced on the way down, to compare with: `random-weights`, `cascade` or `shuffled-switches`. */
  @property({ reflect: true }) control: ControlName | undefined;

  readonly #plain = this.#project(() => undefined);
  readonly #replaced = this.#project(() => this.control ?? null);

  protected override get units(): UnitView[] {
    return [...(this.#views ?? []), ...(this.#replacedViews ?? [])];
  }

  protected override get searchRule(): RuleName {
    return 'deconvnet';
  }

  protected override get settled(): boolean {
    if (this.unitError) return true;
    const rows = this.control ? [this.#plain, this.#replaced] : [this.#plain];
    return this.unit !== undefined && rows.every(({ status }) => status === TaskStatus.COMPLETE);
  }

  protected override get failure(): Error | undefined {
    return super.failure ?? errorOf(this.#plain) ?? errorOf(this.#replaced);
  }

  protected override get facts(): [term: string, fact: string][] {
    const view = this.#views?.[0];
    if (!view) return [];
    return [
      ['Unit', `${mapName(view)}, ${positionInWords(view.at)}`],
      ['Activation', formatNumber(view.activation)],
    ];
  }

  protected override get words(): string {
    if (this.unitError) return this.unitError.message;
    if (this.stage !== 'ready' || !this.unit) return '';
    const name = mapName(this.unit);
    const [plain, replaced] = [this.#views, this.#replacedViews];
    if (!plain || !replaced) return `${name}, projected by three rules.`;
    const last = rowsOf(replaced).at(-1)!;
    const alike = RULES.map(({ rule }, i) => `${rule} ${likenessInWords(last[i]!, plain[i]!)}`);
    return `${name}. With what was replaced: ${alike.join(', ')}.`;
  }

  protected override renderBody() {
    const { photo, model } = this.look;
    const [plain, replaced] = [this.#views, this.#replacedViews];
    const shown = { photo, model };
    const label = CONTROLS.find(({ value }) => value === this.control)?.label ?? '';
    return html`
      <div class="look">
        ${this.renderPicture(plain?.[0])}
        <div class="rows">
          ${renderRules({ ...shown, title: 'The network as it is', views: plain })}
          ${
            this.control
              ? rowsOf(replaced).map((views) =>
                  renderRules({
                    ...shown,
                    title: `With ${label}${views?.[0]?.replaced ? `: ${views[0].replaced}` : ''}`,
                    views,
                    plain: plain ?? [],
                  }),
                )
              : nothing
          }
          <p class="words" part="words">
            ${controlInWords(this.control, this.layerName ?? 'the layer')}
          </p>
        </div>
      </div>
    `;
  }

  protected override renderSettings() {
    return html`
      ${this.renderUnitChoice()}
      ${renderChoice({
        legend: 'Compare with',
        name: 'control',
        options: CONTROLS.map(({ value, label }) => ({ value, label })),
        chosen: this.control ?? '',
        onChoose: (value) => {
          this.control = (value || undefined) as ControlName | undefined;
          tell(this, 'deconv-control', { control: this.control });
        },
      })}
    `;
  }

  /** What was last drawn of the photo that is open: it stays while the next unit is computed. */
  get #views(): UnitView[] | undefined {
    return this.#plain.value;
  }

  get #replacedViews(): UnitView[] | undefined {
    return this.control && this.#replaced.status === TaskStatus.COMPLETE
      ? this.#replaced.value
      : undefined;
  }

  /** @param control what to replace: undefined for nothing; null where nothing is asked */
  #project(control: () => ControlName | undefined | null): Task<readonly unknown[], UnitView[]> {
    return new Task(this, {
      args: () => [this.power.engine, this.look.photo, JSON.stringify(this.unit), control()],
      task: async (_, { signal }) => {
        const { engine } = this.power;
        const { photo } = this.look;
        const [unit, replace] = [this.unit, control()];
        if (!engine || !photo || !unit || replace === null) return initialState;
        const views: UnitView[] = [];
        for (const { rule } of RULES) {
          const options = { rule, signal, ...(replace && { control: replace }) };
          views.push(...(await engine.project(photo.id, [unit], options)));
        }
        return views;
      },
    });
  }
}

/** Views in rows of a rule each; one row that is empty while they are computed. */
function rowsOf<T extends readonly UnitView[] | undefined>(views: T) {
  if (!views) return [undefined];
  const rows = views.length / RULES.length;
  return Array.from({ length: rows }, (_, row) =>
    RULES.map((_, rule) => views[rule * rows + row]!),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-projection': DeconvProjection;
  }
}
