import { describe, expect, it } from 'vitest';
import { parseJson } from '../src/index.js';

describe('parseJson', () => {
  it('reads bytes and text, with and without a byte-order mark', () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('["ü"]')]);
    expect(parseJson(bytes, 'labels.json')).toEqual(['ü']);
    expect(parseJson(bytes.subarray(3), 'labels.json')).toEqual(['ü']);
    expect(parseJson('\ufeff{"a":1}', 'labels.json')).toEqual({ a: 1 });
  });

  it('reads UTF-16 behind its byte-order mark, as Notepad writes it', () => {
    const text = '\ufeff["größe"]';
    const little = new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
    const big = little.map((_, i) => little[i ^ 1]!);
    expect(parseJson(little, 'labels.json')).toEqual(['größe']);
    expect(parseJson(big, 'labels.json')).toEqual(['größe']);
  });

  it('refuses lists in lists without end', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseJson(deep(200), 'a.json')).toBeInstanceOf(Array);
    expect(() => parseJson(deep(100_000), 'a.json')).toThrow(
      'a.json nests lists and objects more than 200 deep; correct it',
    );
  });

  it('says which file is no JSON, and what to do, in a line without what a terminal would obey', () => {
    expect(() => parseJson('\u001b[2J\n{', 'la\u001bbels.json', 'write it again')).toThrow(
      /^la\\u001bbels\.json is not valid JSON \([\x20-\x7e…]+\); write it again$/,
    );
  });
});
