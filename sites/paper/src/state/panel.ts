import type { RuleName } from '@deconv/engine';
import type { PageStore } from './PageStore.js';
import { shippedNetwork } from '../networks.js';
import { shippedPicture } from '../pictures.js';
import { networkAddress, photoAddress } from './addresses.js';
import { camera } from './camera.js';
import { examine } from './examine.js';
import { ownNetwork } from './ownNetwork.js';

/** Binds the panel in the header: it shows the page's state, and sets it. */
export function bindPanel(store: PageStore, takePhoto: (file: File) => void): void {
  const panel = document.querySelector<HTMLElement>('#state-panel')!;
  /** The reader's own network, to come back to. */
  let own: string | undefined;
  onChoice(panel, 'network', (choice) => {
    const network = choice === 'own' ? own : choice;
    if (network) store.set({ network });
  });
  onChoice(panel, 'photo', (photo) => store.set({ photo }));
  onChoice(panel, 'rule', (rule) => store.set({ rule: rule as RuleName }));
  bindPhotoInputs(panel, store, takePhoto);
  ownNetwork(panel, store);
  camera(panel, takePhoto);
  bindCopy(panel);
  store.follow((state) => {
    const network = shippedNetwork(state.network)?.name ?? 'own';
    check(panel, 'network', network);
    check(panel, 'photo', state.photo);
    check(panel, 'rule', state.rule);
    if (network === 'own') own = state.network;
    panel.querySelector<HTMLElement>('[data-own]')!.hidden = own === undefined;
    document.querySelector('[data-state-network]')!.textContent =
      network === 'own' ? 'your network' : network;
    document.querySelector<HTMLImageElement>('[data-state-photo]')!.src = photoAddress(state.photo);
  });
  store.follow(({ network }, changed) => {
    if (!changed.has('network')) return;
    const known = shippedNetwork(network);
    // What comes with the page needs no look.
    const address = known && !known.origin ? undefined : networkAddress(network);
    void examine(panel, address);
  });
}

function onChoice(panel: HTMLElement, name: string, take: (value: string) => void): void {
  for (const input of panel.querySelectorAll<HTMLInputElement>(`[name=${name}]`))
    input.addEventListener('change', () => take(input.value));
}

function check(panel: HTMLElement, name: string, value: string): void {
  for (const input of panel.querySelectorAll<HTMLInputElement>(`[name=${name}]`))
    input.checked = input.value === value;
}

function bindPhotoInputs(
  panel: HTMLElement,
  store: PageStore,
  takePhoto: (file: File) => void,
): void {
  const chosen = panel.querySelector<HTMLInputElement>('[data-photo-file]')!;
  chosen.addEventListener('change', () => {
    const [file] = chosen.files ?? [];
    if (file) takePhoto(file);
    chosen.value = '';
  });
  const problem = panel.querySelector<HTMLElement>('.problem')!;
  panel.querySelector('[data-photo-link]')!.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = (event.target as HTMLFormElement).querySelector('input')!;
    problem.textContent = '';
    void readable(value).then(
      () => store.set({ photo: value }),
      () =>
        (problem.textContent = `${value} cannot be read from here: the address is wrong, or its server does not let other pages read it. Save the photo and choose the file instead.`),
    );
  });
  store.follow(({ photo }) => shippedPicture(photo) && (problem.textContent = ''));
}

/** @throws where a page may not read what is at an address */
async function readable(address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  await response.body?.cancel();
}

function bindCopy(panel: HTMLElement): void {
  panel.querySelector('[data-copy-link]')!.addEventListener('click', () => {
    const said = panel.querySelector<HTMLElement>('[data-copied]')!;
    void navigator.clipboard.writeText(location.href).then(
      () => (said.textContent = 'Copied. Photos and networks of your own are not in it.'),
      () => (said.textContent = location.href),
    );
  });
}
