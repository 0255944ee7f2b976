import { addressOfFiles } from '@deconv/engine';
import { withPreprocessing } from './preprocessing.js';
import type { PageStore } from './PageStore.js';

/** A network of the reader's own, by its address, or by its files, which stay in this browser. */
export function ownNetwork(panel: HTMLElement, store: PageStore): void {
  panel.querySelector('[data-network-link]')!.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = (event.target as HTMLFormElement).querySelector('input')!;
    store.set({ network: value, layer: undefined });
  });
  const pixels = panel.querySelector<HTMLSelectElement>('[data-network-pixels]')!;
  let last: readonly File[] = [];
  const take = (files: readonly File[]) => {
    if (!files.length) return;
    last = files;
    const network = addressOfFiles(withPreprocessing(files, pixels.value));
    store.set({ network, layer: undefined });
  };
  pixels.addEventListener('change', () => take(last));
  const chosen = panel.querySelector<HTMLInputElement>('[data-network-files]')!;
  chosen.addEventListener('change', () => {
    take([...(chosen.files ?? [])]);
    chosen.value = '';
  });
  addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.some(({ name }) => /[.](json|onnx)$/.test(name))) return;
    event.preventDefault();
    take(files);
  });
}
