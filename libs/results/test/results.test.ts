import { describe, expect, test } from 'vitest';
import { readResults, writeResults, type TopResults } from '../src/index.js';

const RESULTS: TopResults = {
  format: 'deconv results',
  version: 1,
  probe: 'top',
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'photos', images: 3, skipped: [{ image: 'photos/c.jpg', reason: 'is empty' }] },
  backend: 'cpu',
  options: { k: 9, rule: 'deconvnet', fit: 'cover', channels: '0-1', seed: 0 },
  layers: [
    {
      layer: 'fire9/concat',
      channels: 512,
      maps: [
        {
          channel: 1,
          entries: [
            {
              image: 'photos/a.jpg',
              at: [3, 4],
              activation: 2.5,
              receptiveField: { top: 0, left: 2, height: 7, width: 7 },
              patch: 'fire9+concat/1/1-patch.png',
              projection: 'fire9+concat/1/1-projection.png',
              scale: 0.25,
            },
          ],
        },
        { channel: 0, entries: [] },
      ],
    },
  ],
};

const MAP = 'layers.0.maps.0';
const [ENTRY] = RESULTS.layers[0]!.maps[0]!.entries;

/** The document as JSON, with one place changed. */
function changed(path: string, value: unknown): string {
  const copy = structuredClone(RESULTS) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  // JSON leaves out what is undefined.
  place[last] = value;
  return JSON.stringify(copy);
}

function messageOf(text: string): string {
  try {
    readResults(text);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('results', () => {
  test('that lack what they must say first are told so', () => {
    expect(messageOf(changed('probe', undefined))).toBe('probe is missing');
  });

  test('that are wrong in many places are refused in a message that can be read', () => {
    const patch = `data:image/svg+xml,${'x'.repeat(200)}`;
    const maps = Array.from({ length: 500 }, () => ({
      channel: 1,
      entries: [{ ...ENTRY, patch }],
    }));
    const message = messageOf(changed('layers.0.maps', maps));
    expect(message).toContain('layers[0].maps[0].entries[0].patch: expected');
    expect(message).toMatch(/; and so at \d+ other places$/);
    expect(message.length).toBeLessThan(1_000);
  });

  test('come back from text as they were written', () => {
    const text = writeResults(RESULTS);
    expect(readResults(text)).toEqual(RESULTS);
    expect(text.endsWith('}\n')).toBe(true);
  });

  test.each([
    ['', 'this is not valid JSON (Unexpected end of JSON input); name the results.json'],
    ['null', 'format is missing; expected "deconv results". Name the results.json'],
    ['[1]', 'format is missing'],
    ['{"format":"png"}', 'format is "png"; expected "deconv results"'],
    [changed('version', 2), 'results of version 2; expected 1. Update Deconv'],
    [changed('version', '1'), 'results of version "1"; expected 1. Run the probe again'],
    [
      changed('version', 'DEEP').replace('"DEEP"', '['.repeat(1e5) + ']'.repeat(1e5)),
      'this nests lists and objects more than 200 deep; name the results.json that a probe wrote',
    ],
    [changed('version', undefined), 'results of version missing; expected 1. Run the probe again'],
    [changed('format', { toString: 1 }), 'no results: format is an object; expected'],
    [changed('version', 0), 'results of version 0; expected 1. Run the probe again'],
  ])('are not taken for %.40j', (text, message) => {
    expect(() => readResults(text)).toThrow(message);
  });

  test.each([
    ['probe', 'heat', 'probe: expected "ablate" or "attribute" or "correspond"'],
    ['probe', '__proto__', 'not "__proto__"'],
    ['backend', undefined, 'backend is missing'],
    ['model', null, 'model: expected an object, not null'],
    ['model.name', 3, 'model.name: expected a text that is not empty, not 3'],
    ['model.fingerprint', 'abc', 'model.fingerprint: expected 64 hexadecimal digits, not "abc"'],
    ['options.rule', 'toString', 'options.rule: expected "deconvnet" or "gradient" or "guided"'],
    ['options.k', 0, 'options.k: expected a whole number from 1, not 0'],
    ['options.k', 1e300, 'options.k: expected a whole number from 1, not 1e+300'],
    ['layers', {}, 'layers: expected a list, not an object'],
    [`${MAP}.channel`, 1.5, 'layers[0].maps[0].channel: expected a whole number from 0, not 1.5'],
    [`${MAP}.channel`, 512, 'expected a number below layers[0].channels, 512, not 512'],
    [
      `${MAP}.entries`,
      Array(10).fill(ENTRY),
      'at most 9 entries, as options.k says, not a list of',
    ],
    [`${MAP}.entries.0.at`, [1], 'layers[0].maps[0].entries[0].at[1] is missing'],
    [`${MAP}.entries.0.at`, [1, 2, 3], 'entries[0].at[2]: expected nothing of this name'],
    [`${MAP}.entries.0.activation`, 1e300, 'activation: expected a number from -1e+39 to 1e+39'],
    [`${MAP}.entries.0.activation`, '3', 'entries[0].activation: expected a number from -1e+39'],
    [`${MAP}.entries.0.scale`, -1, 'entries[0].scale: expected a number from 0 to 1e+39, not -1'],
    [`${MAP}.entries.0.actvation`, 1, 'entries[0].actvation: expected nothing of this name'],
    ['no field of ours', 1, '["no field of ours"]: expected nothing of this name'],
    ['backend\u001b', 1, '["backend\\u001b"]: expected nothing'],
  ])('name what is wrong at %s', (path, value, message) => {
    expect(() => readResults(changed(path, value))).toThrow(message);
  });

  test('name every wrong place, not only the first', () => {
    const text = JSON.stringify({ ...RESULTS, backend: 3, layers: 'none' });
    expect(() => readResults(text)).toThrow(
      /backend: expected a text .*, not 3; layers: expected a list, not "none"/,
    );
  });

  test('name the first places of many', () => {
    const layers = Array.from({ length: 100 }, () => 'x'.repeat(1000));
    const message = messageOf(JSON.stringify({ ...RESULTS, layers }));
    expect(message).toContain(
      `layers[4]: expected an object, not "${'x'.repeat(60)}…"; and so at 95`,
    );
    expect(message.length).toBeLessThan(1000);
  });

  test('begin with a byte-order mark where an editor wrote one', () => {
    expect(readResults(`\ufeff${writeResults(RESULTS)}`)).toEqual(RESULTS);
  });

  test.each([
    ...['patch.png', 'a b/ü~41/1-patch.webp', 'data:image/webp;base64,UklGRg=='],
    `data:image/png;base64,${'A'.repeat(5e6)}`,
  ])('name pictures beside the document, or inside of it: %.40s', (picture) => {
    expect(() => readResults(changed(`${MAP}.entries.0.patch`, picture))).not.toThrow();
  });

  test.each([
    ...['', 3, 'javascript:alert(1)', 'file:///etc/passwd', '/etc/passwd', 'C:\\x.png'],
    ...['https://example.org/seen.png', '//example.org/seen.png', '../../seen.png'],
    ...['%2e%2e/seen.png', 'blob:https://example.org/1', 'data:text/html;base64,PHNjcmlwdD4='],
    ...['data:image/svg+xml;base64,PHN2Zz4=', 'data:image/png;base64,") red;}', 'data:image/png,x'],
  ])('name no picture elsewhere: %j', (picture) => {
    const message = messageOf(changed(`${MAP}.entries.0.patch`, picture));
    expect(message).toContain('layers[0].maps[0].entries[0].patch: expected the path of a picture');
  });

  test('that could not be read are not written', () => {
    const results = structuredClone(RESULTS);
    results.layers[0]!.maps[0]!.entries[0]!.activation = NaN;
    expect(() => writeResults(results)).toThrow(
      'entries[0].activation: expected a number from -1e+39 to 1e+39, not null',
    );
  });
});
