import { shippedNetwork } from '../networks.js';
import { PICTURES, shippedPicture } from '../pictures.js';
import { FOLLOW, type FigureElement } from './followWords.js';
import { holds, type MadeOf } from './madeOf.js';
import type { PageState } from './pageState.js';

/** Attributes that name a document of results. */
const DOCUMENTS = ['src', 'tour'];

/**
 * A figure that follows the page. What was made beforehand, for one network and photo, shows while the page looks at those:
 * the document, the still that stands in the figure's place, and sentences about them. What the figure is of stands beneath
 * its title.
 */
export class FollowingFigure {
  readonly #words: (typeof FOLLOW)[string][];
  readonly #made: MadeOf;
  readonly #stills: readonly Element[];
  readonly #documents: readonly (readonly [name: string, address: string])[];
  /** The reader had it compute with the page's network and photo in place of those of its document. */
  #ran = false;
  /** What it shows was computed here. */
  #computed = false;
  /** It looks at a photo of the reader's own that the page knows nothing of. */
  #own = false;

  /** @param state what the page looks at */
  constructor(
    readonly figure: FigureElement,
    readonly state: () => Readonly<PageState>,
  ) {
    this.#words = figure.dataset['follows']!.split(' ').map((word) => FOLLOW[word]!);
    const of = [...new Set(this.#words.flatMap((word) => word.of))];
    this.#made = { of, network: figure.dataset['madeWith'] };
    this.#stills = [...figure.querySelectorAll(':scope > .still, :scope > .stills')];
    this.#documents = DOCUMENTS.flatMap((name) => {
      const address = figure.getAttribute(name);
      return address ? [[name, address] as const] : [];
    });
    this.#listen();
  }

  /** Takes over what changed. */
  follow(changed: ReadonlySet<keyof PageState>, state: Readonly<PageState>): void {
    if (!this.#made.of.some((key) => changed.has(key))) return;
    if (changed.has('network')) this.#ran = false;
    if (changed.has('photo')) this.#own = false;
    for (const { of, apply } of this.#words)
      if (of.some((key) => changed.has(key))) apply(this.figure, state, this.#holds);
    this.#show();
  }

  #listen(): void {
    const { figure } = this;
    figure.addEventListener('progress', () => this.#onRun());
    figure.addEventListener('deconv-origin', ({ detail }) => this.#onOrigin(detail.computed));
    figure.addEventListener('deconv-photo', (event) =>
      this.#onPhoto(!PICTURES.some(({ label }) => label === event.detail.label)),
    );
    figure.addEventListener('deconv-photos', () => this.#onPhoto(true));
    new MutationObserver(() => this.#tell()).observe(figure, { attributeFilter: ['random'] });
  }

  /** With another network than its document's it computes what the page looks at. The document stands until then. */
  #onRun(): void {
    const { network } = this.#made;
    if (this.#ran || !network || network === this.state().network) return;
    this.#ran = true;
    for (const { apply } of this.#words) apply(this.figure, this.state(), false);
  }

  #onOrigin(computed: boolean): void {
    this.#computed = computed;
    if (!computed && this.#ran) {
      this.#ran = false;
      for (const { apply } of this.#words) apply(this.figure, this.state(), this.#holds);
    }
    this.#tell();
  }

  #onPhoto(own: boolean): void {
    this.#own = own;
    this.#tell();
  }

  /** It shows a document of results, which may be computed again. */
  get #measured(): boolean {
    return this.#documents.some(([name]) => name === 'src');
  }

  /** What was made beforehand may be shown. */
  get #holds(): boolean {
    return holds(this.#made, this.state());
  }

  #show(): void {
    const { figure } = this;
    const here = this.#holds;
    if (here) figure.prepend(...this.#stills.filter((still) => !still.isConnected));
    else for (const still of this.#stills) still.remove();
    for (const [name, address] of this.#documents)
      if (here) figure.setAttribute(name, address);
      else figure.removeAttribute(name);
    if (figure.hasAttribute('data-light')) figure.autorun = !here;
    this.#tell();
  }

  /** Says what it is of; sentences about what was made beforehand stand beside nothing else. */
  #tell(): void {
    const { figure } = this;
    // A document stands until something else has been computed.
    const own = this.#own || figure.random !== undefined;
    const made = this.#holds && !(this.#measured ? this.#computed : own);
    figure.toggleAttribute('data-elsewhere', !made);
    const of = figure.querySelector('.of');
    if (of) of.textContent = made ? (figure.dataset['madeOf'] ?? '') : this.#lookedAt();
  }

  /** The network and, where the figure takes one, the photo, in words. */
  #lookedAt(): string {
    const { figure } = this;
    const known = shippedNetwork(this.state().network)?.name;
    return [
      known ?? 'your network',
      ...(figure.random === undefined ? [] : ['random weights']),
      ...(/photo|samples/.test(figure.dataset['follows']!) ? [this.#photo] : []),
    ].join(', ');
  }

  get #photo(): string {
    const { photo, network } = this.state();
    // Computed with its document's network, it looks at the document's pictures.
    const [, theirs] = (this.figure.dataset['madeOf'] ?? '').split(', ');
    const again = this.#computed && this.#holds && network === this.#made.network;
    if (again && !this.#own && theirs) return theirs;
    return (this.#own ? undefined : shippedPicture(photo)?.label) ?? 'your photo';
  }
}
