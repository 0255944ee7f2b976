import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../../../dev/browser.mjs';
import { pageServer } from './pageServer.js';

/** Programs linked and draw calls made, by WebGL. */
export interface Counts {
  programs: number;
  draws: number;
}

export interface LensCounts {
  /** Name and version. */
  browser: string;
  /** From the page's start until every layer of the lens has answered once. */
  first: Counts;
  /** Of each move of the pointer after that, until all layers have answered to it. */
  moves: Counts[];
}

const BUILT = fileURLToPath(new URL('../../../../sites/paper/dist', import.meta.url));
/** What computes, as the bundler names it. */
const WORKER = /\/worker-[^/]+\.js$/;
/** One that ships, by its name on the page. */
const NETWORK = 'zfnet-emoji';
/** Milliseconds after which what is waited for hangs: software compiles shaders for minutes on a loaded machine. */
const HANG = 600_000;

/** Counts in a thread, from before its first line. */
const COUNTING = `{
  const counts = (globalThis.deconvCounts = { programs: 0, draws: 0 });
  const context = WebGL2RenderingContext.prototype;
  const names = { linkProgram: 'programs', drawElements: 'draws', drawArrays: 'draws' };
  for (const [name, count] of Object.entries(names)) {
    const original = context[name];
    context[name] = function (...given) {
      counts[count]++;
      return original.apply(this, given);
    };
  }
}
`;

/**
 * Counts what the lens of the built page makes WebGL do, with a network that ships: while it answers first, and as a pointer
 * moves over the photo at random. Counts are the same whatever draws, a graphics processor or its stand-in.
 * @throws Error where the page is not built, or does not answer
 */
export async function countOnPage(
  moves: number,
  onProgress: (message: string) => void,
): Promise<LensCounts> {
  const server = await pageServer({
    contents: {},
    folders: { '/': BUILT },
    onPost: () => undefined,
  });
  const browser = await chromium.launch(findBrowser());
  try {
    const context = await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce' });
    context.setDefaultTimeout(HANG);
    const page = await context.newPage();
    await page.addInitScript(COUNTING);
    await page.addInitScript(askForWebgl);
    await page.route(WORKER, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: COUNTING + (await response.text()) });
    });
    const response = await page.goto(`${server.origin}/?network=${NETWORK}`);
    if (!response?.ok()) throw new Error('the page is not built: npm run build -w @deconv/paper');
    onProgress('the lens of the built page …');
    const first = await firstAnswer(page);
    const found: Counts[] = [];
    for (let i = 0; i < moves; i++) {
      if (i % 50 === 0) onProgress(`moves ${i + 1} to ${Math.min(i + 50, moves)} …`);
      found.push(await countOfMove(page, i));
    }
    return { browser: `Chromium ${browser.version()}`, first, moves: found };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page: asks as its author would. */
function askForWebgl(): void {
  document.addEventListener('DOMContentLoaded', () => {
    const wish = document.createElement('meta');
    document.head.append(Object.assign(wish, { name: 'deconv-backend', content: 'webgl' }));
  });
}

async function firstAnswer(page: Page): Promise<Counts> {
  const lens = page.locator('deconv-lens').first();
  await lens.scrollIntoViewIfNeeded();
  await lens.getByRole('button', { name: 'Run it here' }).dispatchEvent('click');
  await lens.locator('.plate.ready').waitFor({ state: 'attached' });
  await lens
    .getByText(/webgl \(/)
    .first()
    .waitFor();
  await page.waitForFunction(hasSettled);
  return countsOf(page);
}

async function countOfMove(page: Page, index: number): Promise<Counts> {
  const before = await countsOf(page);
  // Two irrational steps fill a square evenly, and in no order.
  const place = [0.7548776662 * (index + 1), 0.5698402909 * (index + 1)].map((x) => x % 1);
  await page.evaluate(movePointer, place);
  await page.waitForFunction(hasSettled);
  const after = await countsOf(page);
  return { programs: after.programs - before.programs, draws: after.draws - before.draws };
}

/** Runs in the page, and returns once the figure has drawn that it was asked. */
async function movePointer([x, y]: number[]): Promise<void> {
  const handle = document.querySelector('deconv-lens')!.shadowRoot!.querySelector('.handle')!;
  const { left, top, width, height } = handle.getBoundingClientRect();
  const [clientX, clientY] = [left + x! * width, top + y! * height];
  const moved = { clientX, clientY, pointerType: 'mouse', bubbles: true, composed: true };
  handle.dispatchEvent(new PointerEvent('pointermove', moved));
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}

/** Runs in the page: every layer has answered to the newest place. */
function hasSettled(): boolean {
  const { shadowRoot } = document.querySelector('deconv-lens')!;
  const panes = [...shadowRoot!.querySelectorAll('.pane')];
  return panes.length > 0 && panes.every((pane) => pane.classList.contains('fresh'));
}

/** Of the page's own thread and of all its workers. */
async function countsOf(page: Page): Promise<Counts> {
  const read = (): Counts | undefined => (globalThis as { deconvCounts?: Counts }).deconvCounts;
  const counts = await Promise.all([
    page.evaluate(read),
    ...page.workers().map((worker) => worker.evaluate(read)),
  ]);
  const sum = (of: keyof Counts): number =>
    counts.reduce((all, each) => all + (each?.[of] ?? 0), 0);
  return { programs: sum('programs'), draws: sum('draws') };
}
