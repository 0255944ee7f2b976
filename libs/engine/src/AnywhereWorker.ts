/** Where a server draws the page there are no workers, but this file is read. */
const BrowserWorker = (globalThis as { Worker?: typeof Worker }).Worker ?? (Object as never);

/**
 * A worker whose script may come from any origin. Browsers start workers only from the page's own; a script of another one
 * is imported by a small script that counts as the page's.
 */
export class AnywhereWorker extends BrowserWorker {
  constructor(script: URL, options: WorkerOptions) {
    super(script.origin === location.origin ? script : borrowed(script), options);
  }
}

function borrowed(script: URL): string {
  const text = `import ${JSON.stringify(script.href)};`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
