import { describe, expect, it } from 'vitest';
import { parseJson } from '../src/index.js';

describe('parseJson', () => {
  it('reads bytes and text, with and without a byte-order mark', () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('["ü"]')]);
    expect(parseJson(bytes, 'labels.json')).toEqual(['ü']);
    expect(parseJson(bytes.subarray(3), 'labels.json')).toEqual(['ü']);
    expect(parseJson('\ufeff{"a":1}', 'labels.json')).toEqual({ a: 1 });
  });

  it('says which file is no JSON, and what to do, in a line without what a terminal would obey', () => {
    expect(() => parseJson('\u001b[2J\n{', 'la\u001bbels.json', 'write it again')).toThrow(
      /^la\\u001bbels\.json is not valid JSON \([\x20-\x7e…]+\); write it again$/,
    );
  });
});
