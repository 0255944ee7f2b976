import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { ROOT, buildHouse } from './house.js';
import { openPage } from './openPage.js';
import { type StaticServer, staticServer } from './staticServer.js';

/** A figure that stayed behind would hold its document or projections; what the engine compiles of code in use is less. */
const LEAST_BYTES_OF_A_FIGURE = 10_000;
/** By then compilers and caches have seen all there is. */
const WARM_UP = 20;
const TURNS = 100;

let house: StaticServer;
let browser: Browser;
beforeAll(async () => {
  house = await staticServer(ROOT, {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  const { args, ...rest } = findBrowser();
  // The browser would choose a quiet moment for its answer.
  const eager = '--enable-blink-features=ForceEagerMeasureMemory';
  browser = await chromium.launch({ ...rest, args: [...args, eager] });
});
afterAll(async () => {
  await browser.close();
  house.close();
});

interface Memory {
  nodes: number;
  documents: number;
  jsEventListeners: number;
  /** Bytes of the page's own objects. */
  heap: number;
  /** Bytes of all its workers, pixels and weights included. */
  workers: number;
}

async function measure(page: Page, session: CDPSession): Promise<Memory> {
  // Finalizers free what a first collection has found.
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
  const counters = await session.send('Memory.getDOMCounters');
  return { ...counters, heap, workers: await bytesOfWorkers(page) };
}

function bytesOfWorkers(page: Page): Promise<number> {
  return page.evaluate(async () => {
    interface Part {
      bytes: number;
      attribution: { scope: string }[];
    }
    const measured = performance as unknown as {
      measureUserAgentSpecificMemory: () => Promise<{ breakdown: Part[] }>;
    };
    const { breakdown } = await measured.measureUserAgentSpecificMemory();
    const ofWorkers = breakdown.filter(({ attribution }) =>
      attribution.some(({ scope }) => scope.includes('Worker')),
    );
    return ofWorkers.reduce((sum, { bytes }) => sum + bytes, 0);
  });
}

/** What is more by so much that figures may have stayed behind. */
function grown(before: Memory, after: Memory): Partial<Memory> {
  const limits: Memory = {
    ...{ nodes: TURNS / 10, documents: 0, jsEventListeners: TURNS / 10 },
    ...{ heap: TURNS * LEAST_BYTES_OF_A_FIGURE, workers: TURNS * LEAST_BYTES_OF_A_FIGURE },
  };
  const kinds = Object.keys(limits) as (keyof Memory)[];
  const more = kinds.map((kind) => [kind, after[kind] - before[kind]] as const);
  return Object.fromEntries(more.filter(([kind, growth]) => growth > limits[kind]));
}

/** Takes the figure out and puts it back, or another one like it, and waits until it is drawn again. */
function turn(page: Page, tag: string, renewed: boolean, count: number): Promise<void> {
  return page.evaluate(
    async ({ tag, renewed, count }) => {
      const pause = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let i = 0; i < count; i++) {
        const old = document.querySelector(tag)!;
        const next = renewed ? (old.cloneNode(true) as Element) : old;
        old.remove();
        await pause();
        document.body.prepend(next);
        do await pause();
        while (!next.shadowRoot?.querySelector('.plate.ready'));
      }
    },
    { tag, renewed, count },
  );
}

const bundles = (): string => `${house.origin}/libs/elements/dist/embed`;
const live = (): string =>
  `autorun model="${house.origin}/models/zfnet-emoji/" src="${house.origin}/sites/paper/public/samples/dog.webp"`;
const measured = (): string => `src="${house.origin}/sites/gallery/public/samples/occlude.json"`;

test.each([
  ['deconv-lens', 'put back', live],
  ['deconv-lens', 'replaced', live],
  ['deconv-occlusion', 'put back', measured],
  ['deconv-occlusion', 'replaced', measured],
] as const)(
  '<%s> is taken out and %s a hundred times: neither heap nor nodes nor workers grow',
  async (tag, way, attributes) => {
    const renewed = way === 'replaced';
    const post = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="${bundles()}/${tag}.js"></script><${tag} ${attributes()}></${tag}>`;
    const folder = buildHouse({ 'index.html': post });
    const isolated = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    const blog = await staticServer(folder, isolated);
    const page = await openPage(browser);
    await page.goto(blog.origin);
    const session = await page.context().newCDPSession(page);
    await page.locator(`${tag} .plate.ready`).waitFor();
    await turn(page, tag, renewed, WARM_UP);
    const before = await measure(page, session);
    // One computes, with as many more as wasm has threads.
    const workers = page.workers().length;
    if (tag === 'deconv-occlusion') expect(workers).toBe(0);
    await turn(page, tag, renewed, TURNS);
    expect(page.workers()).toHaveLength(workers);
    // What is released goes a moment later.
    await expect
      .poll(async () => grown(before, await measure(page, session)), { interval: 500 })
      .toEqual({});
    await page.close();
    blog.close();
    rmSync(folder, { recursive: true });
  },
);
