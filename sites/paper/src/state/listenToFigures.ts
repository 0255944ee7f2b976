import type { RuleName } from '@deconv/engine';
import type { PageStore } from './PageStore.js';

interface Told {
  layer?: string;
  rule?: RuleName;
  address?: string;
  channel?: number;
  /** Of a sample: its name. */
  label?: string;
}

/** What the reader chooses in one figure holds for all: views are linked. */
export function listenToFigures(store: PageStore): void {
  const on = (name: string, take: (told: Told) => void) =>
    document.addEventListener(name, (event) => take((event as CustomEvent<Told>).detail));
  on('deconv-layer', ({ layer }) => layer && store.set({ layer }));
  on('deconv-rule', ({ rule }) => rule && store.set({ rule }));
  const takeUnit = ({ layer, channel, address }: Told) => {
    const unit = address ?? (layer && `${layer}:map ${channel}`);
    if (unit) store.set({ unit });
  };
  on('deconv-unit', takeUnit);
  on('deconv-map', takeUnit);
  on('deconv-photo', ({ label }) => {
    if (label && knownSamples().includes(label)) store.set({ photo: label });
  });
}

/** Samples are told by their labels, which are the names of their files. */
function knownSamples(): string[] {
  const inputs = document.querySelectorAll<HTMLInputElement>('#state-panel [name=photo]');
  return [...inputs].map(({ value }) => value);
}
