import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Page, chromium } from 'playwright';
import { findBrowser } from '../../tools/dev/browser.mjs';
import { EXHIBITS } from './exhibits.js';
import { ROOT, buildHouse, runIn } from './house.js';
import { openPage } from './openPage.js';
import { type StaticServer, staticServer } from './staticServer.js';

const ELEMENTS = `${ROOT}libs/elements/`;
const SAMPLES = 'sites/gallery/public/samples';
/** All that a strict page has to allow, as docs/embed.md says. */
const policy = (scripts: string, data: string): string =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    `connect-src ${data}`,
    `img-src ${data} data:`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** What a strict page allows figures that compute, as docs/embed.md says. */
const computing = (models: string, scripts: string, workers: string): string =>
  [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `connect-src ${scripts} ${models}`,
    `img-src ${models} data:`,
    `worker-src ${workers}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html deconv',
  ].join('; ');

let scripts: StaticServer;
let data: StaticServer;
let browser: Browser;

beforeAll(async () => {
  const anyone = { 'Access-Control-Allow-Origin': '*' };
  scripts = await staticServer(`${ELEMENTS}dist/embed/`, anyone);
  data = await staticServer(ROOT, anyone);
  browser = await chromium.launch(findBrowser());
});
afterAll(async () => {
  await browser.close();
  for (const server of [scripts, data]) server.close();
});

interface Post {
  csp?: string;
  /** Texts by path. */
  files?: Record<string, string>;
  /** The bundles lie beside it, in `embed/`. */
  embed?: boolean;
}

interface Visit {
  page: Page;
  complaints: string[];
  /** Addresses of all that was asked for. */
  asked: string[];
  close: () => Promise<void>;
}

/** A page of an origin of its own that holds what is given, beside other files. */
async function visit(body: string, { csp, files = {}, embed }: Post = {}): Promise<Visit> {
  const post = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`;
  const folder = buildHouse({ 'index.html': post, ...files });
  if (embed) cpSync(`${ELEMENTS}dist/embed`, `${folder}/embed`, { recursive: true });
  const blog = await staticServer(folder, csp ? { 'Content-Security-Policy': csp } : {});
  const page = await openPage(browser);
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(blog.origin);
  const close = async (): Promise<void> => {
    await page.close();
    blog.close();
    rmSync(folder, { recursive: true });
  };
  return { page, complaints, asked, close };
}

const tagOf = (file: string): string =>
  `<script type="module" src="${scripts.origin}/${file}"></script>`;
const ready = (page: Page, tag: string) => page.locator(`${tag} .plate.ready`).waitFor();

/** Runs in the page: waits until a figure's pictures are there and it has been laid out with them. */
async function untilShown(figure: Element): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const pictures = (): HTMLImageElement[] => [...figure.shadowRoot!.querySelectorAll('img')];
  do await frame();
  while (pictures().some((picture) => picture.loading !== 'lazy' && !picture.complete));
  await frame();
}

describe.each(EXHIBITS)('<%s> on a page of another origin', (tag, sample) => {
  test.each(['deconv.js', `${tag}.js`])(
    'is drawn by one tag, %s, and fetches no engine',
    async (file) => {
      const figure = `<${tag} src="${data.origin}/${sample}"></${tag}>`;
      const { page, complaints, asked, close } = await visit(`${tagOf(file)}${figure}`);
      await ready(page, tag);
      expect(complaints).toEqual([]);
      expect(asked.filter((address) => /engine|worker|wasm/.test(address))).toEqual([]);
      await close();
    },
  );

  test('is drawn under a strict Content Security Policy', async () => {
    const csp = policy(scripts.origin, data.origin);
    const figure = `<${tag} src="${data.origin}/${sample}"></${tag}>`;
    const { page, complaints, close } = await visit(`${tagOf('deconv.js')}${figure}`, { csp });
    await ready(page, tag);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([390, 1280])(
    'keeps free the room that it takes, in a window %i wide',
    async (width) => {
      const { page, close } = await visit(tagOf('deconv.js'));
      await page.setViewportSize({ width, height: 900 });
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => (go = resolve));
      await page.route('**/*.json', (route) => void held.then(() => route.continue()));
      const figure = page.locator(tag);
      await page.evaluate(
        ([name, src]) => {
          const element = document.body.appendChild(document.createElement(name));
          element.setAttribute('src', src);
        },
        [tag, `${data.origin}/${sample}`] as const,
      );
      const height = () => figure.evaluate((element) => element.getBoundingClientRect().height);
      await figure.locator('.plate').waitFor();
      const before = await height();
      go();
      await ready(page, tag);
      await figure.evaluate(untilShown);
      const after = await height();
      await figure.evaluate((element) => element.style.setProperty('--deconv-reserve', '0px'));
      const needed = await height();
      // What lies below moves by less than a tenth of the window: a layout shift of 0.1 at most.
      expect(Math.abs(after - before)).toBeLessThan(90);
      // And what is kept free is not left empty.
      expect(after - needed).toBeLessThan(90);
      await close();
    },
  );

  test('what it downloads stays within 50 KB, compressed', async () => {
    const figure = `<${tag} src="${data.origin}/${sample}"></${tag}>`;
    const { page, asked, close } = await visit(`${tagOf(`${tag}.js`)}${figure}`);
    await ready(page, tag);
    const sizes = asked
      .filter((address) => address.startsWith(scripts.origin))
      .map((address) => readFileSync(`${ELEMENTS}dist/embed${new URL(address).pathname}`))
      .map((script) => gzipSync(script, { level: 9 }).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(50_000);
    await close();
  });
});

describe('two versions on one page', () => {
  let older: StaticServer;
  let folder: string;
  beforeAll(async () => {
    folder = olderVersion();
    older = await staticServer(folder, { 'Access-Control-Allow-Origin': '*' });
  });
  afterAll(() => {
    older.close();
    rmSync(folder, { recursive: true });
  });
  const tagOfOlder = (file: string): string =>
    `<script type="module" src="${older.origin}/${file}"></script>`;

  test.each(EXHIBITS)('both draw <%s>, whatever came first', async (tag, sample) => {
    const figure = `<${tag} src="${data.origin}/${sample}"></${tag}>`;
    const other = `<deconv-occlusion id="other" src="${data.origin}/${SAMPLES}/occlude.json"></deconv-occlusion>`;
    const csp = policy(`${scripts.origin} ${older.origin}`, data.origin);
    const tags = [tagOfOlder('deconv-grid.js'), tagOf('deconv.js'), tagOfOlder('deconv.js')];
    for (const order of [tags, tags.toReversed()]) {
      const { page, complaints, close } = await visit(order.join('') + figure + other, { csp });
      for (const shown of [`${tag}:not(#other)`, '#other']) await ready(page, shown);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  describe.each([
    { where: 'in workers of their own', workers: 2 },
    { where: 'on the thread of a page that allows no worker', workers: 0 },
  ])('both compute $where', ({ workers }) => {
    test('under a policy that allows each name once', async () => {
      const house = await staticServer(ROOT, { 'Access-Control-Allow-Origin': '*' });
      const both = `${scripts.origin} ${older.origin}`;
      const csp = computing(house.origin, both, workers ? `blob: ${both}` : "'none'");
      const model = `autorun model="${house.origin}/models/zfnet-emoji/"`;
      const photo = `${house.origin}/sites/paper/public/samples/dog.webp`;
      const body =
        `<deconv-lens ${model} src="${photo}"></deconv-lens>` +
        `<deconv-projection ${model} photo="${photo}" layer="conv2"></deconv-projection>`;
      const tags = tagOfOlder('deconv-lens.js') + tagOf('deconv-projection.js');
      const { page, complaints, close } = await visit(tags + body, { csp });
      await page.locator('deconv-projection').scrollIntoViewIfNeeded();
      for (const tag of ['deconv-lens', 'deconv-projection']) {
        await ready(page, tag);
        const shown = await page.locator(tag).evaluate((figure) => JSON.stringify(figure));
        expect(JSON.parse(shown)).toMatchObject({ backend: 'wasm' });
      }
      expect(page.workers()).toHaveLength(workers);
      expect(complaints.filter((each) => workers || !each.includes('worker-src'))).toEqual([]);
      await close();
      house.close();
    });
  });

  test('a page that uses lit itself lets ours have a policy of another name', async () => {
    const own =
      '<script>trustedTypes.createPolicy("lit-html", { createHTML: (known) => known })</script>';
    const csp = policy(`'unsafe-inline' ${scripts.origin}`, data.origin);
    const figure = `<deconv-grid src="${data.origin}/${SAMPLES}/top.json"></deconv-grid>`;
    const { page, close } = await visit(own + tagOf('deconv-grid.js') + figure, {
      csp: `${csp} deconv-html`,
    });
    await ready(page, 'deconv-grid');
    await close();
  });
});

/** The bundles as another build would have them: the inner elements of that one know other things. */
function olderVersion(): string {
  const folder = buildHouse({});
  cpSync(`${ELEMENTS}dist/embed`, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    writeFileSync(
      `${folder}/${name}`,
      text.replaceAll(/(deconv-(?:pixels|sketch))-\w+/g, '$1-older'),
    );
  }
  return folder;
}

test('ten figures that compute share one worker and one download of a network of another origin, however often one leaves', async () => {
  const models = await staticServer(`${ROOT}models/`, { 'Access-Control-Allow-Origin': '*' });
  const photo = `${ROOT}sites/paper/public/samples/dog.webp`;
  const source = `data:image/webp;base64,${readFileSync(photo, 'base64')}`;
  const figure = `<deconv-lens autorun model="${models.origin}/zfnet-emoji/" src="${source}"></deconv-lens>`;
  const wish = '<meta name="deconv-backend" content="webgl">';
  const body = wish + tagOf('deconv.js') + figure.repeat(10);
  const { page, complaints, asked, close } = await visit(body);
  const first = page.locator('deconv-lens').first().locator('.plate.ready');
  await first.waitFor();
  const shown = await page.evaluate(() => JSON.stringify(document.querySelector('deconv-lens')));
  const predictions = [{ label: 'dog' }, {}, {}, {}, {}];
  expect(JSON.parse(shown)).toMatchObject({ backend: 'webgl', predictions });
  await page.evaluate(() => {
    const figure = document.querySelector('deconv-lens')!;
    for (let i = 0; i < 100; i++) {
      figure.remove();
      document.body.prepend(figure);
    }
  });
  await first.waitFor();
  expect(page.workers()).toHaveLength(1);
  expect(asked.filter((address) => address.endsWith('weights.bin'))).toHaveLength(1);
  expect(complaints).toEqual([]);
  await close();
  models.close();
});

test('a network whose server lets no other origin read that a file is missing goes without that file', async () => {
  const folder = buildHouse({});
  cpSync(`${ROOT}models/zfnet-emoji`, folder, { recursive: true });
  rmSync(`${folder}/labels.json`);
  const model = await staticServer(folder, { 'Access-Control-Allow-Origin': '*' }, {});
  const source = readFileSync(`${ROOT}sites/paper/public/samples/dog.webp`, 'base64');
  const { page, close } = await visit(tagOf('deconv-lens.js'));
  await page.evaluate(
    ([address, src]) => {
      const lens = document.createElement('deconv-lens');
      for (const [name, value] of Object.entries({ model: address, src, autorun: '' }))
        lens.setAttribute(name, value);
      document.body.append(lens);
    },
    [`${model.origin}/`, `data:image/webp;base64,${source}`] as const,
  );
  await ready(page, 'deconv-lens');
  const words = await page.locator('deconv-lens .plate').innerText();
  expect(words).toContain('goes without labels.json');
  expect(words).toContain('Access-Control-Allow-Origin');
  await close();
  model.close();
  rmSync(folder, { recursive: true });
});

describe('a figure that computes under a strict Content Security Policy', () => {
  let house: StaticServer;
  let lens: string;
  beforeAll(async () => {
    house = await staticServer(ROOT, { 'Access-Control-Allow-Origin': '*' });
    const photo = `${house.origin}/sites/paper/public/samples/dog.webp`;
    lens = `<deconv-lens autorun model="${house.origin}/models/zfnet-emoji/" src="${photo}"></deconv-lens>`;
  });
  afterAll(() => house.close());

  /** Shows the lens. @returns what computes, and where */
  async function run(tag: string, post: Post) {
    const { page, complaints, close } = await visit(tag + lens, post);
    await page.locator('deconv-lens .plate.ready').waitFor();
    const shown = await page.evaluate(() => JSON.stringify(document.querySelector('deconv-lens')));
    const workers = page.workers().length;
    await close();
    return { workers, complaints, ...(JSON.parse(shown) as { backend: string }) };
  }

  test('does so in a worker, though its script is of another origin', async () => {
    const csp = computing(house.origin, scripts.origin, `blob: ${scripts.origin}`);
    const found = await run(tagOf('deconv-lens.js'), { csp });
    expect(found).toMatchObject({ workers: 1, complaints: [] });
  });

  test('does so in a worker of the page’s own origin', async () => {
    const csp = computing(house.origin, "'self'", "'self'");
    const tag = '<script type="module" src="embed/deconv-lens.js"></script>';
    const found = await run(tag, { csp, embed: true });
    expect(found).toMatchObject({ workers: 1, complaints: [] });
  });

  test('takes WebGL where the policy forbids WebAssembly', async () => {
    const csp = computing(house.origin, scripts.origin, `blob: ${scripts.origin}`);
    const post = { csp: csp.replace(" 'wasm-unsafe-eval'", '') };
    const found = await run(tagOf('deconv-lens.js'), post);
    expect(found).toMatchObject({ workers: 1, backend: 'webgl' });
  });
});

test('an element works inside a shadow root', async () => {
  const { page, complaints, close } = await visit(tagOf('deconv-occlusion.js'));
  await page.evaluate((src) => {
    const root = document.body
      .appendChild(document.createElement('div'))
      .attachShadow({ mode: 'open' });
    const figure = document.createElement('deconv-occlusion');
    figure.setAttribute('src', src);
    root.append(figure);
  }, `${data.origin}/${SAMPLES}/occlude.json`);
  await ready(page, 'deconv-occlusion');
  expect(complaints).toEqual([]);
  await close();
});

describe('a document that cannot be drawn', () => {
  const whole = readFileSync(`${ROOT}${SAMPLES}/occlude.json`, 'utf8');
  test.each([
    ['is truncated', whole.slice(0, whole.length / 2), 'not valid JSON'],
    ['is of something else', '{"type":"FeatureCollection"}', 'expected "deconv results"'],
    ['is of a newer version', whole.replace(/"version": ?1/, '"version": 2'), 'Update Deconv'],
  ])('because it %s: the element says so', async (_, body, message) => {
    const { page, close } = await visit(
      `${tagOf('deconv.js')}<deconv-occlusion src="results.json"><p>A poster.</p></deconv-occlusion>`,
      { files: { 'results.json': body } },
    );
    await page.locator('deconv-occlusion .failure').waitFor();
    expect(await page.locator('deconv-occlusion .failure').innerText()).toContain(message);
    await close();
  });

  test('because the network fails: trying again draws it', async () => {
    const { page, close } = await visit(
      `${tagOf('deconv.js')}<deconv-occlusion></deconv-occlusion>`,
      {
        files: { 'results.json': whole },
      },
    );
    await page.route('**/results.json', (route) => route.abort(), { times: 1 });
    const figure = page.locator('deconv-occlusion');
    await figure.evaluate((element) => element.setAttribute('src', 'results.json'));
    await figure.getByText('could not be reached').waitFor();
    await figure.getByRole('button', { name: 'Try again' }).click();
    await ready(page, 'deconv-occlusion');
    await close();
  });
});

test('budgets hold, and size-limit sees all elements', () => {
  const { status, report } = runIn(ELEMENTS, 'size-limit/bin.js', ['--json']);
  const sizes = JSON.parse(report) as { name: string; passed: boolean }[];
  expect(sizes.filter(({ passed }) => !passed)).toEqual([]);
  for (const [tag] of EXHIBITS) expect(sizes.map(({ name }) => name)).toContain(tag);
  expect(status).toBe(0);
});
