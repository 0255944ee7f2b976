import { addressOfFiles } from '@deconv/engine';
import type { PageStore } from './PageStore.js';

/** A network of the reader's own, by its address, or by its files, which stay in this browser. */
export function ownNetwork(panel: HTMLElement, store: PageStore): void {
  panel.querySelector('[data-network-link]')!.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = (event.target as HTMLFormElement).querySelector('input')!;
    store.set({ network: value, layer: undefined });
  });
  const take = (files: readonly File[]) => {
    if (!files.length) return;
    store.set({ network: addressOfFiles(files), layer: undefined });
  };
  const chosen = panel.querySelector<HTMLInputElement>('[data-network-files]')!;
  chosen.addEventListener('change', () => {
    take([...(chosen.files ?? [])]);
    chosen.value = '';
  });
  addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.some(({ name }) => name.endsWith('.json'))) return;
    event.preventDefault();
    take(files);
  });
}
