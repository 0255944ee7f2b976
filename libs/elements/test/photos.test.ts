import { afterEach, expect, test, vi } from 'vitest';
import { announce } from '../src/parts/controllers/announce.js';
import { isDocument } from '../src/figures/filters/isDocument.js';
import { downloadSize } from '../src/frame/downloadSize.js';
import { formatBytes } from '../src/words/formatBytes.js';
import { altOf } from '../src/parts/photo/altOf.js';
import { loadPhotos } from '../src/parts/photo/loadPhotos.js';
import { pictureFile } from './figure.js';
import { pictures } from './liveEngine.js';
import { spoken } from './poster.js';

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();

/** What is fetched from now on, by path. */
function serve(answers: Record<string, () => BodyInit | Promise<BodyInit>>): void {
  vi.stubGlobal('fetch', async ({ pathname }: URL) => {
    const answer = answers[pathname];
    return answer ? new Response(await answer()) : new Response('', { status: 404 });
  });
}

const names = async (images: Parameters<typeof loadPhotos>[0]): Promise<string[]> =>
  (await loadPhotos(images, signal)).map(({ name }) => name);

test('photos are named by a list, by addresses, or given', async () => {
  const png = (): Promise<File> => pictureFile();
  const list = (): string => JSON.stringify([{ file: 'a%20b.png' }, { file: '../c.png' }]);
  serve({ '/p/list.json': list, '/p/a%20b.png': png, '/c.png': png, '/d.png': png });
  expect(await names('/p/list.json')).toEqual(['a b.png', 'c.png']);
  expect(await names(' /d.png\n /c.png ')).toEqual(['d.png', 'c.png']);
  expect(await names([await pictureFile('mine.png'), ...pictures('given')])).toEqual([
    ...['mine.png', 'given'],
  ]);
});

test('photos may stand in the page, in a script that puts them there when they are asked for', async () => {
  const file = URL.createObjectURL(await pictureFile());
  const put = `document.getElementById('here').textContent = ${JSON.stringify(JSON.stringify([{ file, name: 'x/a.png' }]))};`;
  const holder = document.createElement('script');
  Object.assign(holder, { type: 'application/json', id: 'here' });
  holder.dataset.from = URL.createObjectURL(new Blob([put], { type: 'text/javascript' }));
  document.head.append(holder);
  expect(holder.textContent).toBe('');
  expect(await names('#here')).toEqual(['x/a.png']);
  holder.dataset.from = '/none.js';
  await expect(names('#here')).rejects.toThrow('/none.js could not be read');
  holder.remove();
  await expect(names('#here')).rejects.toThrow('Nothing in this page has the id here.');
});

test('files that the page has are not downloaded', async () => {
  expect(await downloadSize('files:mine', signal)).toBe(0);
});

test('a photo that cannot be read is named in words', async () => {
  serve({ '/x.txt': () => 'hello' });
  await expect(names('/x.txt')).rejects.toThrow(/x.txt is neither: expected a picture, or a list/);
  await expect(names('/none.png')).rejects.toThrow(/none.png did not load: 404/);
});

test('the size of a network is read from its model.json alone', async () => {
  const weights = [
    { shape: [7, 7, 3, 48], dtype: 'float32' },
    { shape: [48], dtype: 'float32', quantization: { dtype: 'uint8' } },
  ];
  const asked: string[] = [];
  vi.stubGlobal('fetch', ({ pathname }: URL) => {
    asked.push(pathname);
    return Promise.resolve(Response.json({ weightsManifest: [{ weights }] }));
  });
  expect(await downloadSize('/models/tiny', signal)).toBe(7 * 7 * 3 * 48 * 4 + 48);
  expect(await downloadSize('/models/tiny/model.json', signal)).toBe(28_272);
  expect(asked).toEqual(['/models/tiny/model.json', '/models/tiny/model.json']);
  expect([formatBytes(28_272), formatBytes(2_536_000)]).toEqual(['29 kB', '2.5 MB']);
});

test('the size of an ONNX file is what its server says, without a byte of it', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', ({ pathname }: URL, { method }: RequestInit) => {
    asked.push([method, pathname]);
    const headers: HeadersInit = { 'Content-Length': '4956208' };
    if (pathname.includes('packed')) headers['Content-Encoding'] = 'gzip';
    return Promise.resolve(new Response(null, { headers }));
  });
  expect(await downloadSize('/a/model.onnx', signal)).toBe(4_956_208);
  expect(await downloadSize('/packed/model.onnx', signal)).toBeUndefined();
  expect(asked).toEqual([
    ['HEAD', '/a/model.onnx'],
    ['HEAD', '/packed/model.onnx'],
  ]);
});

test('what the engine finds by a name is not looked for', async () => {
  serve({});
  for (const model of ['hf:somebody/whole', 'known:squeezenet1.1'])
    expect(await downloadSize(model, signal)).toBeUndefined();
});

test('what one figure said a moment ago is replaced, what another said is kept', async () => {
  const [one, other, gone] = ['a', 'b', 'c'].map((name) => document.createElement(name));
  document.body.append(one!, other!);
  announce(one!, 'Loading.');
  announce(other!, 'Drawn.');
  announce(gone!, 'Nobody is here.');
  announce(one!, 'Stopped.');
  await expect.poll(spoken).toBe('Stopped. Drawn.');
  one!.remove();
  other!.remove();
});

test('an address of JSON is a document, unless it is a model’s', () => {
  expect(['a.json?b', 'data:application/json,{}'].map(isDocument)).toEqual([true, true]);
  expect(['models/a/', 'a/model.json', undefined].map(isDocument)).toEqual([false, false, false]);
});

test('a photo is called by its file, whatever its address', () => {
  expect(altOf('/p/old%20dog.jpg?large')).toBe('The photo old dog');
  expect(altOf('/p/100%.jpg')).toBe('The photo 100%');
  expect(altOf('data:image/png;base64,AAAA')).toBe('Your photo');
  expect(altOf('https://')).toBe('A photo');
});
