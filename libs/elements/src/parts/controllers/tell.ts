import type { ReaderEvents } from './ReaderEvents.js';

/** Tells the page what the reader did, from inside any number of shadow roots. */
export function tell<Name extends keyof ReaderEvents>(
  host: HTMLElement,
  name: Name,
  detail: ReaderEvents[Name],
): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
