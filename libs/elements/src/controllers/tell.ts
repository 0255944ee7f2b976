/** Tells the page what the reader did, from inside any number of shadow roots. */
export function tell(host: HTMLElement, name: `deconv-${string}`, detail: object): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
