import type { Browser, BrowserContextOptions, Page } from 'playwright';

/** Milliseconds after which what a page is waited for hangs: software compiles shaders for minutes on a loaded machine. */
const HANG = 600_000;

/** A page that waits for as long as anything moves, in a context of its own, which closes with it. */
export async function openPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(HANG);
  const page = await context.newPage();
  // Where the browser closes, both are gone.
  page.once('close', () => void context.close().catch(() => undefined));
  return page;
}
