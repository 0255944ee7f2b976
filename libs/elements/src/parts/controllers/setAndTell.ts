import type { ReactiveControllerHost } from 'lit';
import type { ReaderEvents } from './ReaderEvents.js';
import { tell } from './tell.js';

/** Sets something in what a host shows, has it drawn anew, and tells the page where that concerns it. */
export function setAndTell<Name extends keyof ReaderEvents>(
  host: ReactiveControllerHost & HTMLElement,
  set: () => unknown,
  ...told: [] | [name: Name, detail: ReaderEvents[Name]]
): void {
  set();
  host.requestUpdate();
  if (told.length) tell(host, ...told);
}
