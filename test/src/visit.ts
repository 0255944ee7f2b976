import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { openPage } from './openPage.js';
import type { StaticServer } from './staticServer.js';

interface Visit {
  browser: Browser;
  /** Serves the repository. */
  everything: StaticServer;
  styles?: string;
  /** Of the page's `html`, such as `dir="rtl"`. */
  root?: string;
  options?: BrowserContextOptions;
}

/** A page of another site with a figure for each exhibit: an element, and its document's path in the repository. */
export async function openPost(
  { browser, everything: { origin }, styles = '', root = '', options = {} }: Visit,
  exhibits: readonly (readonly [tag: string, sample: string])[],
): Promise<Page> {
  const page = await openPage(browser, { viewport: { width: 900, height: 900 }, ...options });
  const scripts = exhibits.map(
    ([tag]) => `<script type="module" src="${origin}/libs/elements/dist/embed/${tag}.js"></script>`,
  );
  const figures = exhibits.map(([tag, sample]) => `<${tag} src="${origin}/${sample}"></${tag}>`);
  await page.route(`${origin}/post`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html ${root}><meta charset="utf-8"><style>${styles}</style>
        ${scripts.join('')}${figures.join('')}`,
    }),
  );
  await page.goto(`${origin}/post`);
  return page;
}

/** The same with one figure, once it has drawn its document. */
export async function visit(post: Visit, tag: string, sample: string): Promise<Page> {
  const page = await openPost(post, [[tag, sample]]);
  await page.locator(`${tag} .plate.ready`).waitFor();
  return page;
}
