import type {} from '@deconv/elements';
import { PICTURES } from '../pictures.js';
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
    const picture = PICTURES.find((each) => each.label === label);
    if (picture) store.set({ photo: picture.name });
  });
}
