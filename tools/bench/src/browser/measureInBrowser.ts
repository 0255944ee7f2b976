import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../../../dev/browser.mjs';
import type { Plan } from '../page/plan.js';
import type { PageReport } from '../page/report.js';
import { pageServer, type Content } from './pageServer.js';

export interface Model {
  name: string;
  folder: string;
  /** The photo at the size of the model's input: red, green, blue, pixel by pixel. */
  pixels: Uint8Array;
}

export interface Measuring extends Pick<Plan, 'rounds' | 'patience' | 'only'> {
  models: Model[];
  /** The photo at 224 × 224 pixels. */
  large: Uint8Array;
  /** What ANGLE draws with, such as `vulkan` or `gl-egl`; the browser chooses where nothing is said. */
  angle: string | undefined;
  onProgress: (message: string) => void;
}

export interface BrowserReport extends PageReport {
  /** Name and version. */
  browser: string;
}

/**
 * Measures in a headless Chromium.
 * @param script the page's program
 * @throws Error where the browser does not start, or the page cannot compute
 */
export async function measureInBrowser(
  script: string,
  { models, large, angle, onProgress, ...asked }: Measuring,
): Promise<BrowserReport> {
  const subjects = models.map(({ name }, i) => ({
    name,
    model: `/models/${i}`,
    pixels: `/pixels/${i}`,
  }));
  const plan: Plan = { ...asked, subjects, large: '/pixels/large' };
  const contents: Record<string, Content> = {
    '/': '<!doctype html><title>Benchmark</title><script type="module" src="/page.js"></script>',
    '/page.js': script,
    '/plan.json': JSON.stringify(plan),
    [plan.large]: large,
  };
  const folders: Record<string, string> = { '/wasm/': wasmFolder() };
  models.forEach(({ folder, pixels }, i) => {
    contents[`/pixels/${i}`] = pixels;
    folders[`/models/${i}/`] = folder;
  });
  return runPage({ contents, folders }, angle, onProgress);
}

const wasmFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));

async function runPage(
  files: { contents: Record<string, Content>; folders: Record<string, string> },
  angle: string | undefined,
  onProgress: (message: string) => void,
): Promise<BrowserReport> {
  const { promise, resolve, reject } = withResolvers<PageReport>();
  const onPost = (path: string, body: string): void => {
    if (path === '/progress') onProgress(body);
    else if (path === '/report') resolve(JSON.parse(body) as PageReport);
    else reject(new Error(body));
  };
  const server = await pageServer({ ...files, onPost });
  const browser = await launch(angle).catch((error: unknown) => {
    server.close();
    throw error;
  });
  try {
    browser.on('disconnected', () => reject(new Error('the browser ended before the page did')));
    const page = await browser.newPage();
    page.on('crash', () => reject(new Error('the page crashed; is there memory enough?')));
    page.on('pageerror', reject);
    await page.goto(server.origin);
    return { ...(await promise), browser: `Chromium ${browser.version()}` };
  } finally {
    await browser.close();
    server.close();
  }
}

function launch(angle: string | undefined) {
  const { args, ...options } = findBrowser();
  // Headless, a browser may not look for a graphics processor unless it is told to.
  const graphics =
    angle === undefined ? [] : ['--enable-gpu', '--use-gl=angle', `--use-angle=${angle}`];
  return chromium.launch({ ...options, args: [...args, '--ignore-gpu-blocklist', ...graphics] });
}

/** As `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
