import type { InputSize, Pixels } from '@deconv/pictures';
import type { Model } from '@deconv/models';
import type { TopLayer } from '@deconv/probes';
import type { Results } from '@deconv/results';

/** A part of the work that can be counted. */
export interface Stage {
  /** How much of the whole it is: from where to where, 0–1. */
  share: readonly [from: number, to: number];
  total: number;
  /** What is counted, in one word, where a log should have a line for it: `images`. */
  counted?: string;
  /** It takes seconds: only a terminal shows it. */
  brief?: boolean;
  /** What is being done when so many are. */
  message: (done: number) => string;
}

/** Photos that an experiment looks at, wherever they come from. */
export interface Photos {
  /** As documents name them. */
  readonly names: readonly string[];
  /** Decoded one after the other, at the size that a network reads; an error for one that cannot be read. */
  all: (size: InputSize, which?: readonly number[]) => AsyncIterable<Pixels | Error>;
  /** One of them alone. */
  at: (index: number, size: InputSize) => Promise<Pixels>;
}

/** What a page and a command do each in a way of their own, for an experiment that is the same on both. */
export interface Ports {
  model: Model;
  /** The network, as documents name it. */
  network: Results['model'];
  backend: string;
  /** All that was given, as documents name it, with what is known to be skipped. */
  data: Results['data'];
  photos: Photos;
  /** How photos are brought to the network's size. */
  fit: string;
  signal: AbortSignal;
  /** Begins a part of the work. @returns what tells how much of it is done */
  begin: (stage: Stage) => (done: number) => void;
  /**
   * Keeps a picture. Undefined where the document goes without.
   * @param path its name, in the folders that it lies in
   * @returns what the document calls it
   */
  draw: ((path: readonly string[], pixels: Pixels) => Promise<string>) | undefined;
  /**
   * Finds the strongest activations of maps over the photos in a way of its own: on several threads, or with what is found
   * already. Where there is none, photos are looked at here, one after the other.
   */
  search?: (search: Search, report: (done: number) => void) => Promise<Found>;
}

export interface Search {
  /** The maps, in which nothing was found yet. */
  layers: readonly TopLayer[];
  /** How many activations are kept of each, at most one a photo. */
  k: number;
}

export interface Found {
  layers: readonly TopLayer[];
  skipped: Results['data']['skipped'];
}

/** Ports of an experiment whose documents hold pictures in any case. */
export interface DrawingPorts extends Ports {
  draw: NonNullable<Ports['draw']>;
}

/** A network at one point of its training. */
export interface Checkpoint {
  name: string;
  /** One at a time is in memory: whoever opens it closes it. */
  open: () => Promise<Pick<Ports, 'model' | 'network' | 'search'> & { close: () => void }>;
}

/** Ports of an experiment that looks at a network at several points of its training. */
export interface CheckpointPorts extends Omit<Ports, 'model' | 'network' | 'search'> {
  /** In the order of training. */
  checkpoints: readonly Checkpoint[];
}
