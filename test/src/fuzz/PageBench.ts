import { chromium, type Browser, type Page } from 'playwright';
import { findBrowser } from '../../../tools/dev/browser.mjs';
import { staticServer, type StaticServer } from '../staticServer.js';
import { LIMITS, type CaseLimits } from './ChildBench.js';
import { caseDrawer, type DrawCase } from './drawCase.js';
import { faultOfWords } from './judge.js';
import { computedDocuments, documentIn, documentSeed, mutateDocument } from './kinds/documents.js';
import { faultyDocuments } from './kinds/faults.js';
import type { Input, Seed } from './kinds/Kind.js';
import type { Bench, Outcome } from './Outcome.js';
import type { Drawn, PageOfBench } from './page.js';

/** The element that draws the documents of a probe; what its document says may be changed. */
const DRAWN_BY: Record<string, string> = {
  top: 'deconv-grid',
  occlude: 'deconv-occlusion',
  attribute: 'deconv-attribution',
  invariance: 'deconv-invariance',
  evolution: 'deconv-evolution',
  correspond: 'deconv-correspondence',
  diagnose: 'deconv-filters',
  descent: 'deconv-stepper',
  transfer: 'deconv-measures',
  layers: 'deconv-measures',
  ablate: 'deconv-measures',
};
/** Of V8's heap in the page, in MiB. */
const HEAP = 512;

interface Opened {
  browser: Browser;
  server: StaticServer;
  page: Page;
  sound: Seed[];
  draw: DrawCase;
  /** Elements by names of seeds. */
  tags: Map<string, string>;
}

/** Draws documents of results in a page of its own, and opens another one after each that did not outlive its case. */
export class PageBench implements Bench {
  #opened: Promise<Opened> | undefined;
  seeds = 0;

  /** @param folder with the built page */
  constructor(
    readonly folder: string,
    readonly seed: number,
    readonly limits: CaseLimits = LIMITS,
  ) {}

  async attempt(number: number): Promise<Outcome> {
    const { sound, draw, tags, page } = await (this.#opened ??= this.#open());
    const input: Input =
      number < 0
        ? { ...sound[-1 - number]!, seed: sound[-1 - number]!.name, changes: [] }
        : draw(number);
    const begun = { case: number, seed: input.seed, changes: input.changes };
    try {
      const drawn = await within(
        this.limits.patience,
        page.evaluate(
          ([tag, text, inPage]) => (globalThis as PageOfBench).bench.draw(tag, text, inPage),
          [tags.get(input.seed)!, documentIn(input), number % 2 === 0] as const,
        ),
      );
      return { ...begun, ...judged(drawn) };
    } catch (cause) {
      await this.close();
      const { message } = cause as Error;
      return { ...begun, verdict: 'failed', message, fault: 'the page never answers, or is gone' };
    }
  }

  async #open(): Promise<Opened> {
    const { args, ...found } = findBrowser();
    const server = await staticServer(this.folder);
    const browser = await chromium.launch({
      ...found,
      args: [...args, `--js-flags=--max-old-space-size=${HEAP}`],
    });
    const page = await browser.newPage();
    await page.goto(`${server.origin}/test/src/fuzz/index.html`);
    await page.waitForFunction(() => 'bench' in globalThis);
    const drawn = await page.evaluate(() => (globalThis as PageOfBench).bench.seeds());
    const sound = [
      ...drawn.map(([name, each]) => documentSeed(name, each)),
      ...(await computedDocuments()),
    ];
    const faulty = faultyDocuments();
    this.seeds = sound.length;
    const tags = new Map([...sound, ...faulty].map((each) => [each.name, tagFor(each)]));
    const draw = caseDrawer(this.seed, { sound, faulty, mutate: mutateDocument });
    return { browser, server, page, sound, draw, tags };
  }

  async close(): Promise<void> {
    const opened = await this.#opened;
    this.#opened = undefined;
    opened?.server.close();
    await opened?.browser.close();
  }
}

function tagFor(seed: Seed): string {
  const { probe } = JSON.parse(documentIn(seed)) as { probe: string };
  return DRAWN_BY[probe] ?? 'deconv-grid';
}

function judged({
  stage,
  problem,
  uncaught,
}: Drawn): Pick<Outcome, 'verdict' | 'message' | 'fault'> {
  const [first] = uncaught;
  if (first !== undefined)
    return { verdict: 'failed', message: first.slice(0, 2_000), fault: 'nobody caught it' };
  if (stage === 'ready') return { verdict: 'accepted', message: '' };
  const fault = faultOfWords(problem);
  return fault === undefined
    ? { verdict: 'refused', message: problem }
    : { verdict: 'failed', message: problem.slice(0, 2_000), fault };
}

/** @throws Error where it takes longer, in seconds */
async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(
      () => reject(new Error(`never ends: not within ${seconds} s`)),
      seconds * 1000,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(clock));
}
