import type { DeconvEvents } from './DeconvEvents.js';

/** Tells the page what the reader did, from inside any number of shadow roots. */
export function tell<Name extends keyof DeconvEvents>(
  host: HTMLElement,
  name: Name,
  detail: DeconvEvents[Name],
): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
