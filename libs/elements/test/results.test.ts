import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { addressOf, occludeResults } from './documents.js';
import { one, placePoster, spoken, stands, textOf } from './poster.js';

afterEach(() => vi.unstubAllGlobals());

/** What is fetched from now on, by address. */
function serve(answer: (address: string) => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (address: URL) => answer(address.href));
}

const json = (text: string): Response => new Response(text);

test('what stands inside the element shows until the document is drawn', async () => {
  const figure = placePoster('deconv-occlusion', undefined);
  await figure.updateComplete;
  const slot = one<HTMLSlotElement>(figure, 'slot:not([name])');
  expect(slot.assignedElements().map(textOf)).toEqual(['A poster.']);
  const loaded = new Promise((resolve) => figure.addEventListener('load', resolve, { once: true }));
  figure.src = addressOf(occludeResults());
  await loaded;
  await stands(figure, 'ready');
  expect(figure.shadowRoot!.querySelector('slot:not([name])')).toBeNull();
});

/** Far below the others, an element with a document; the browser is idle only when it is told so. */
async function placeFar() {
  const asked: string[] = [];
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (done: () => void) => idle.push(done));
  serve((address) => {
    asked.push(new URL(address).pathname);
    return json(JSON.stringify(occludeResults()));
  });
  const spacer = document.createElement('div');
  spacer.style.height = '5000px';
  document.body.append(spacer);
  const far = placePoster('deconv-occlusion', '/far/results.json');
  const near = placePoster('deconv-occlusion', '/near/results.json');
  document.body.prepend(near);
  await stands(near, 'ready');
  expect(asked).toEqual(['/near/results.json']);
  const rest = (): void => idle.splice(0).forEach((done) => done());
  onTestFinished(() => {
    scrollTo(0, 0);
    spacer.remove();
    far.remove();
    // What waits for its turn would hold up the turns of the tests that follow.
    vi.unstubAllGlobals();
    rest();
  });
  return { far, asked, rest };
}

test('nothing is fetched before the element comes near the viewport', async () => {
  const { far, asked } = await placeFar();
  far.scrollIntoView();
  await stands(far, 'ready');
  expect(asked.slice(1)).toEqual(['/far/results.json']);
});

test('a page that is printed has the documents of elements that were never near', async () => {
  const { far, asked } = await placeFar();
  dispatchEvent(new Event('beforeprint'));
  await stands(far, 'ready');
  expect(asked.slice(1)).toEqual(['/far/results.json']);
});

test('once the browser is idle, documents are there before anybody prints', async () => {
  const { far, rest } = await placeFar();
  await expect.poll(() => (rest(), far.results)).toBeDefined();
});

test('pictures are looked for beside the document', async () => {
  serve(() => json(JSON.stringify(occludeResults({ picture: 'image.png' }))));
  const figure = placePoster('deconv-occlusion', '/here/results.json');
  await stands(figure, 'ready');
  expect(one<HTMLImageElement>(figure, '.photo img').src).toBe(`${location.origin}/here/image.png`);
});

test('a document may stand in the page, which then fetches nothing', async () => {
  serve(() => {
    throw new Error('nothing may be fetched');
  });
  const script = document.createElement('script');
  Object.assign(script, { type: 'application/json', id: 'covered' });
  script.textContent = JSON.stringify(occludeResults({ picture: 'pictures/image.png' }));
  document.body.append(script);
  const figure = placePoster('deconv-occlusion', '#covered');
  await stands(figure, 'ready');
  expect(one<HTMLImageElement>(figure, '.photo img').src).toBe(
    new URL('pictures/image.png', document.baseURI).href,
  );
  script.remove();
});

test('the document of another probe is refused, and the element that shows it is named', async () => {
  const figure = placePoster('deconv-occlusion', undefined);
  const failed = new Promise((resolve) => figure.addEventListener('error', resolve));
  serve(() =>
    json(
      JSON.stringify({
        ...{ format: 'deconv results', version: 1, probe: 'diagnose', backend: 'cpu' },
        model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
        data: { name: 'none', images: 0, skipped: [] },
        options: { dominant: 3, dominated: 0.1, cosine: 0.95, bands: [0.1, 0.3], fit: 'cover' },
        networks: [],
      }),
    ),
  );
  figure.src = '/here/results.json';
  await failed;
  await stands(figure, 'error');
  const message =
    'These are results of “diagnose”, which <deconv-filters> shows. <deconv-occlusion> shows those of “occlude”.';
  expect(textOf(one(figure, '.failure'))).toContain(message);
  await expect.poll(spoken).toBe(message);
});

test.each([
  ['no JSON', () => json('<html>'), 'is not valid JSON'],
  ['a missing file', () => new Response('', { status: 404 }), 'did not load: 404'],
  ['no network', () => Promise.reject(new TypeError('no')), 'could not be reached'],
])('an error shows its message for %s, and trying again recovers', async (_, answer, message) => {
  serve(answer);
  const figure = placePoster('deconv-occlusion', '/here/results.json');
  await stands(figure, 'error');
  expect(textOf(one(figure, '.failure'))).toContain(message);
  serve(() => json(JSON.stringify(occludeResults())));
  one(figure, '.failure button').click();
  await stands(figure, 'ready');
});

test('another document aborts the one under way, which is never drawn', async () => {
  let [asked, aborted] = [false, false];
  vi.stubGlobal('fetch', (address: URL, { signal }: { signal: AbortSignal }) => {
    const image = address.pathname;
    if (image === '/fast') return Promise.resolve(json(JSON.stringify(occludeResults({ image }))));
    asked = true;
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        aborted = true;
        reject(new Error('aborted'));
      });
    });
  });
  const figure = placePoster('deconv-occlusion', '/slow');
  await expect.poll(() => asked).toBe(true);
  figure.src = '/fast';
  await stands(figure, 'ready');
  expect(aborted).toBe(true);
  expect(one<HTMLImageElement>(figure, '.photo img').alt).toMatch(/^fast,/);
});

test('loads again after leaving the page while loading', async () => {
  serve(() => new Promise(() => undefined));
  const figure = placePoster('deconv-occlusion', '/here/results.json');
  await stands(figure, 'loading');
  figure.remove();
  serve(() => json(JSON.stringify(occludeResults())));
  document.body.append(figure);
  await stands(figure, 'ready');
});
