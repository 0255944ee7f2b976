import {
  LitElement,
  nothing,
  type CSSResultGroup,
  type CSSResultOrNative,
  type TemplateResult,
} from 'lit';
import { state } from 'lit/decorators.js';
import { inReadersRem } from '../drawing/inReadersRem.js';
import { FocusController } from '../parts/controllers/FocusController.js';
import { announce } from '../parts/controllers/announce.js';
import { figureName } from '../words/figureName.js';
import { SAVED_AS, renderSave, type SavedAs } from './renderSave.js';
import { saveFile } from './saveFile.js';
import { VERSION } from './version.js';

/** A figure that can be cited: as a picture, as a drawing or as data, with what it was made from inside. */
export abstract class CitableElement extends LitElement {
  @state() private unsaved: string | undefined;

  constructor() {
    super();
    new FocusController(this);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // A heading may come after the figure.
    root.addEventListener('slotchange', () => this.requestUpdate());
    return root;
  }

  /** By what a screen reader calls the figure. */
  protected get figureName(): string {
    return figureName(this);
  }

  /** What was written as an attribute may say nothing: then it is said to be wrong. */
  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (old !== value && !this.isUpdatePending) this.requestUpdate();
  }

  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return inReadersRem(super.finalizeStyles(styles));
  }

  /** What is shown, as data, which `JSON.stringify` takes as well; undefined while there is nothing to cite. */
  abstract toJSON(): object | undefined;

  /** What is shown and what made it, without what is too large to be written into a picture. */
  protected get provenance(): object | undefined {
    return this.toJSON();
  }

  /**
   * The figure as it stands in the page, as an SVG file that stands alone. Pictures are inside, and its provenance, as
   * JSON in `<metadata>`.
   * @throws while there is nothing to cite, and where a picture of another origin may not be read
   */
  async toSVG(): Promise<string> {
    const cited = this.#cited();
    await this.updateComplete;
    const { figureSvg } = await import('./figureSvg.js');
    return figureSvg(this, cited);
  }

  /**
   * The figure as a file.
   * @param type `image/png`, twice as fine as CSS pixels; `image/svg+xml`; or `application/json`
   * @throws as `toSVG` does, and for other types
   */
  async toBlob(type = 'image/png'): Promise<Blob> {
    const cited = this.#cited();
    if (type === SAVED_AS.JSON) return new Blob([JSON.stringify(this.toJSON())], { type });
    if (type !== SAVED_AS.PNG && type !== SAVED_AS.SVG)
      throw new Error(`${type}: a figure is saved as ${Object.values(SAVED_AS).join(', ')}.`);
    const svg = await this.toSVG();
    if (type === SAVED_AS.SVG) return new Blob([svg], { type });
    const { figurePng } = await import('./figurePng.js');
    return figurePng(svg, { Software: `Deconv ${VERSION}`, Description: JSON.stringify(cited) });
  }

  /** Where the reader saves the figure, once there is something. */
  protected renderSave(): TemplateResult | typeof nothing {
    if (!this.toJSON()) return nothing;
    return renderSave((as) => void this.#save(as), this.unsaved);
  }

  async #save(as: SavedAs): Promise<void> {
    const name = `${this.localName}.${as.toLowerCase()}`;
    try {
      this.unsaved = undefined;
      saveFile(await this.toBlob(SAVED_AS[as]), name);
      announce(this, `Saved: ${name}`);
    } catch (error) {
      this.unsaved = error instanceof Error ? error.message : String(error);
      announce(this, this.unsaved);
    }
  }

  #cited(): object {
    const shown = this.provenance;
    if (!shown) throw new Error(`Nothing to save: this <${this.localName}> shows no results yet.`);
    const made = { by: `Deconv ${VERSION}`, at: new Date().toISOString() };
    return { element: this.localName, page: location.href, made, shown };
  }
}
