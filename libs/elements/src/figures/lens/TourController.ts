import type { LensResultsUnit } from '@deconv/results';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import type { Pixel } from '../../parts/place/Pixel.js';
import type { Pane, RecordedUnit } from './Pane.js';

/** How long a place is looked at, in milliseconds. */
const STAY = 2800;

interface TourWishes {
  /** A document of `deconv lens`, whose first image is looked at; undefined while it is not shown. */
  tour: Loaded<'lens'> | undefined;
  /** It may go on by itself, if it can. */
  moving: boolean;
  /** Where the reader points; the tour then stands at the nearest of its places. */
  pointed: Pixel | undefined;
}

/**
 * Goes through the places of a document, one after the other, from the first again after the last: in view, and where the
 * reader has not asked for less motion.
 */
export class TourController implements ReactiveController {
  #index = 0;
  #inView = false;
  readonly #observer = new IntersectionObserver((entries) => this.#see(entries.at(-1)!), {
    threshold: 0.4,
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One pane a unit: figures tell what is new by its identity. */
  readonly #drawn = new WeakMap<object, Pane>();

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly wishes: () => TourWishes,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.host);
  }

  hostUpdated(): void {
    const { moving, pointed } = this.wishes();
    if (this.canMove && moving && !pointed && this.#inView)
      this.#timer ??= setTimeout(() => this.#next(), STAY);
    else this.#stop();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#inView = false;
    this.#stop();
  }

  /** There is more than one place, and the reader has not asked for less motion. */
  get canMove(): boolean {
    const { tour } = this.wishes();
    const several = (tour?.results.images[0]!.places.length ?? 0) > 1;
    return several && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** The place that is shown: row and column in the picture as the network sees it. */
  get place(): Pixel | undefined {
    return this.#here?.at;
  }

  /** Side of that picture, in its pixels. */
  get side(): number | undefined {
    const { tour } = this.wishes();
    return tour && Math.max(tour.results.size.height, tour.results.size.width);
  }

  /** What each layer found there; empty where nothing is shown. */
  get panes(): Pane[] {
    const { tour } = this.wishes();
    const here = this.#here;
    if (!tour || !here) return [];
    return tour.results.layers.map(({ layer, field }) => {
      const unit = here.units.find((each) => each.layer === layer);
      const known = unit && this.#drawn.get(unit);
      if (known) return known;
      const pane = paneOf(
        { name: layer, receptiveField: field ?? null },
        unit && this.#recorded(tour, unit),
      );
      if (unit) this.#drawn.set(unit, pane);
      return pane;
    });
  }

  get #here() {
    const { tour, pointed } = this.wishes();
    const places = tour?.results.images[0]!.places;
    if (!places || !pointed) return places?.[this.#index % places.length];
    const far = ({ at }: { at: Pixel }) => Math.hypot(at[0] - pointed[0], at[1] - pointed[1]);
    return places.toSorted((a, b) => far(a) - far(b))[0];
  }

  #recorded(
    { results, addressOf }: Loaded<'lens'>,
    unit: LensResultsUnit,
  ): RecordedUnit | undefined {
    const { picture } = results.images[0]!;
    if (!picture || !unit.projection) return undefined;
    return {
      ...unit,
      ...{ projection: addressOf(unit.projection), seen: addressOf(picture), size: results.size },
    };
  }

  #see({ isIntersecting }: IntersectionObserverEntry): void {
    this.#inView = isIntersecting;
    this.host.requestUpdate();
  }

  #next(): void {
    this.#timer = undefined;
    this.#index++;
    this.host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function paneOf(layer: Pane['layer'], view: RecordedUnit | undefined): Pane {
  return { layer, photo: undefined, view: view ?? null, fresh: true };
}
