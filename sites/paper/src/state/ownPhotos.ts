import type { PageStore } from './PageStore.js';

/** Photos of the reader's own, wherever they are dropped or pasted on the page: every figure looks at them. */
export function ownPhotos(store: PageStore): (file: File) => void {
  const take = (file: File) => store.set({ photo: URL.createObjectURL(file) });
  // Before a figure takes it for itself.
  const offer = (event: Event, files: FileList | undefined) => {
    const photo = [...(files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (!photo || files!.length > 1) return;
    event.preventDefault();
    take(photo);
  };
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => offer(event, event.dataTransfer?.files), { capture: true });
  addEventListener('paste', (event) => offer(event, event.clipboardData?.files), { capture: true });
  return take;
}
