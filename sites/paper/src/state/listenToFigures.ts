import type {} from '@deconv/elements';
import type { PageStore } from './PageStore.js';

/** What the reader chooses in one figure holds for all: views are linked. */
export function listenToFigures(store: PageStore): void {
  document.addEventListener('deconv-layer', ({ detail: { layer } }) => {
    if (layer) store.set({ layer });
  });
  document.addEventListener('deconv-rule', ({ detail: { rule } }) => store.set({ rule }));
  document.addEventListener('deconv-unit', ({ detail }) => store.set({ unit: detail.address }));
  document.addEventListener('deconv-map', ({ detail: { layer, channel } }) => {
    if (layer) store.set({ unit: `${layer}:map ${channel}` });
  });
  document.addEventListener('deconv-photo', ({ detail: { label } }) => {
    if (knownSamples().includes(label)) store.set({ photo: label });
  });
}

/** Samples are told by their labels, which are the names of their files. */
function knownSamples(): string[] {
  const inputs = document.querySelectorAll<HTMLInputElement>('#state-panel [name=photo]');
  return [...inputs].map(({ value }) => value);
}
