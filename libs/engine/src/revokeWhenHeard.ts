/**
 * Frees the script at an address that the page has made, which it would hold until it is closed, once the worker says
 * something: by then the worker has read the script and all that it imports.
 */
export function revokeWhenHeard<T extends globalThis.Worker>(worker: T, address: string): T {
  const revoke = (): void => URL.revokeObjectURL(address);
  for (const event of ['message', 'error']) worker.addEventListener(event, revoke, { once: true });
  return worker;
}
