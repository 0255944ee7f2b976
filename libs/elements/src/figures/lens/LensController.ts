import type { Engine, LayerSummary, RuleName, UnitView } from '@deconv/engine';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OpenPhoto } from '../../parts/controllers/PhotoController.js';
import { type Pixel, cellAt } from '../../parts/place/Pixel.js';
import type { Pane } from './Pane.js';

/** What is to be seen. Nothing is asked while something is missing. */
interface LensWishes {
  engine: Engine | undefined;
  photo: OpenPhoto | undefined;
  layers: readonly LayerSummary[];
  rule: RuleName;
  place: Pixel | undefined;
}

type Shown = Pick<ComputedPane, 'photo' | 'view'> & { key: string; turn: number };

/** What one layer shows of a unit that was computed here. */
interface ComputedPane extends Pane {
  view: UnitView | null | undefined;
}

/** A question may take this long before the pointer's newest place is asked for. */
const PATIENCE_MS = 60;
/** Answers kept: a reader goes back and forth. The largest are a few hundred kilobytes. */
const KEPT = 400;

/**
 * Follows a place: one question at a time, always about the newest place, and only for layers whose unit there is
 * another one. While answers are slow a question holds few layers, those first that have waited longest; so all keep up
 * as well as they can, and once the place rests all come to stand at it.
 */
export class LensController implements ReactiveController {
  /** Why it stopped, until another photo is opened. */
  error: Error | undefined;
  /** Milliseconds that the last question took for each of its layers, the way to the worker included. */
  pace: number | undefined;

  readonly #known = new Map<string, UnitView | null>();
  readonly #shown = new Map<string, Shown>();
  #asking: AbortController | undefined;
  #photo: OpenPhoto | undefined;
  #turn = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly wishes: () => LensWishes,
  ) {
    host.addController(this);
  }

  /** Before the host renders: what is known of the place is shown at once. */
  hostUpdate(): void {
    const { photo, layers } = this.wishes();
    if (photo !== this.#photo) this.#forget(photo);
    for (const layer of layers) this.#recall(layer);
  }

  hostUpdated(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#forget(undefined);
  }

  /** One for each layer. What a pane showed stays until there is something newer. */
  get panes(): ComputedPane[] {
    return this.wishes().layers.map((layer) => {
      const shown = this.#shown.get(layer.name);
      const fresh = shown?.key === this.#keyOf(layer);
      return { layer, photo: shown?.photo, view: shown?.view, fresh };
    });
  }

  /** Something was computed, and is shown. */
  get found(): boolean {
    return this.#shown.size > 0;
  }

  /** Every pane answers to the place asked for. */
  get settled(): boolean {
    return this.panes.every(({ fresh }) => fresh);
  }

  #follow(): void {
    const { photo, engine, place } = this.wishes();
    if (!photo || !engine || !place || this.#asking || this.error) return;
    const stale = this.wishes().layers.filter((layer) => !this.#known.has(this.#keyOf(layer)));
    if (stale.length) void this.#ask(engine, photo, this.#affordable(stale));
  }

  /** As many layers as are likely to be answered in time, those that have waited longest first. */
  #affordable(stale: readonly LayerSummary[]): LayerSummary[] {
    const turnOf = ({ name }: LayerSummary): number => this.#shown.get(name)?.turn ?? -1;
    const count = Math.max(1, Math.floor(PATIENCE_MS / (this.pace ?? Infinity)));
    return stale.toSorted((a, b) => turnOf(a) - turnOf(b)).slice(0, count);
  }

  async #ask(engine: Engine, photo: OpenPhoto, layers: readonly LayerSummary[]): Promise<void> {
    const { place, rule } = this.wishes();
    const asking = (this.#asking = new AbortController());
    const keys = layers.map((layer) => [layer.name, this.#keyOf(layer)] as const);
    const names = layers.map(({ name }) => name);
    const start = performance.now();
    try {
      const { signal } = asking;
      const views = await engine.strongestAt(photo.id, place!, names, rule, { signal });
      if (signal.aborted) return;
      this.pace = (performance.now() - start) / layers.length;
      for (const [name, key] of keys)
        this.#learn(name, key, views.find(({ layer }) => layer === name) ?? null);
    } catch (thrown) {
      if (asking.signal.aborted) return;
      this.error = thrown instanceof Error ? thrown : new Error(String(thrown));
    }
    this.#asking = undefined;
    this.host.requestUpdate();
  }

  #learn(layer: string, key: string, view: UnitView | null): void {
    this.#known.set(key, view);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#shown.set(layer, { key, view, photo: this.#photo, turn: ++this.#turn });
  }

  /** Shows what is known of the place asked for. */
  #recall(layer: LayerSummary): void {
    const key = this.#keyOf(layer);
    const view = this.#known.get(key);
    if (view === undefined || this.#shown.get(layer.name)?.key === key) return;
    this.#shown.set(layer.name, { key, view, photo: this.#photo, turn: ++this.#turn });
  }

  /** Another photo, or none: what is known is about the old one. Panes keep it until there is something newer. */
  #forget(photo: OpenPhoto | undefined): void {
    this.#asking?.abort();
    this.#asking = undefined;
    this.#known.clear();
    this.#photo = photo;
    this.error = undefined;
    if (!photo) this.#shown.clear();
  }

  /** Names what a layer's pane has to show: places whose unit is the same share a key. */
  #keyOf(layer: LayerSummary): string {
    const { photo, place, rule } = this.wishes();
    const cell = place && (cellAt(place, layer) ?? place);
    return [photo?.id, layer.name, rule, cell].join(' ');
  }
}
