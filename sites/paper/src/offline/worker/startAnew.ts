declare const self: ServiceWorkerGlobalScope;

/**
 * The answer to a reader who reloads the only open page while a newer version waits: that version takes over, and the page is
 * asked for once more. Several open pages go on with the version that they began with.
 * @returns undefined where no version waits, or other pages are open
 */
export async function startAnew(): Promise<Response | undefined> {
  const { waiting } = self.registration;
  if (!waiting) return undefined;
  const pages = await self.clients.matchAll({ type: 'window' });
  if (pages.length > 1) return undefined;
  waiting.postMessage(TAKE_OVER);
  // Asked by a header, the browser would only scroll to where an address ends in a hash.
  const ask = '<!doctype html><script>location.reload()</script>';
  return new Response(ask, { headers: { 'Content-Type': 'text/html' } });
}

/** What a waiting version is told. */
export const TAKE_OVER = 'take over';
