import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadLandmarks } from '../src/figures/correspondence/loadLandmarks.js';
import { loadCheckpoints } from '../src/figures/evolution/loadCheckpoints.js';
import { loadPhotos } from '../src/parts/photo/loadPhotos.js';
import { loadSamples } from '../src/parts/photo/loadSamples.js';
import { loadLessons } from '../src/figures/transfer/loadLesson.js';
import { mutationsOf } from './mutationsOf.js';

const { signal } = new AbortController();
const LIST = 'https://example.org/lists/list.json';
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What pages name by addresses besides documents: how it is read, and what it may hold. */
const READERS = [
  [
    'samples',
    () => loadSamples(LIST, signal),
    [{ file: 'dog.png', label: 'Dog', alt: 'A dog', credit: 'Noto' }],
  ],
  [
    'checkpoints',
    () => loadCheckpoints(LIST, 'https://example.org/net/', signal),
    [{ name: '1', url: 'epochs/1/' }],
  ],
  [
    'lessons',
    () => loadLessons(LIST, signal),
    [{ name: 'Cups', classes: [{ name: 'Red', photos: ['red.png'] }], asked: ['cup.png'] }],
  ],
  ['landmarks', () => loadLandmarks(LIST, signal), { images: { 'dog.png': { nose: [0.5, 0.6] } } }],
  ['photos', () => loadPhotos(LIST, signal), [{ file: PIXEL, name: 'A pixel' }]],
] as const;

let text = '';

beforeEach(() => {
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (address: URL | string) => {
    if (String(address) === LIST) return Promise.resolve(new Response(text));
    if (String(address).startsWith('data:')) return fetch(address);
    return Promise.resolve(new Response('', { status: 404 }));
  });
});

afterEach(() => vi.unstubAllGlobals());

describe.each(READERS)('a list of %s', (_, read, list) => {
  test('is read', async () => {
    text = JSON.stringify(list);
    expect(Object.keys(await read())).toHaveLength(1);
  });

  test.each(['', '{', 'null', '3', '"text"', '{}', '[null]', '[[]]', '[3]', '{"images":null}'])(
    'is refused where it is %j, in words of ours',
    async (other) => {
      text = other;
      await expect(read()).rejects.toThrow(/^(The [a-z ]+ at )?"?.*(expected|is not valid JSON)/);
    },
  );

  test('is read or refused in words of ours, whatever is changed in one place', async () => {
    const said: string[] = [];
    for (const mutation of mutationsOf(list)) {
      ({ text } = mutation);
      await read().catch((error: unknown) => {
        const { name, message } = error as Error;
        if (
          name !== 'Error' ||
          !/expected|is not valid JSON|nests lists|did not load|cannot be read/.test(message)
        )
          said.push(`${mutation.said}: ${name}: ${message}`);
      });
    }
    expect(said).toEqual([]);
  });
});

test('a list at what is no address, and one that is not there, are told apart', async () => {
  await expect(loadSamples('http://[', signal)).rejects.toThrow('this is no address');
  const gone = loadLessons('https://example.org/gone.json', signal);
  await expect(gone).rejects.toThrow(
    'The lessons at https://example.org/gone.json did not load: 404',
  );
});
