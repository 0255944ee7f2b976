import { describe, expect, it } from 'vitest';
import { brief, briefJson } from '../src/index.js';

describe('brief', () => {
  it('keeps what is short, shows control characters, and cuts what is long', () => {
    expect(brief('conv1')).toBe('conv1');
    expect(brief('a\u001b[31m\nb')).toBe('a\\u001b[31m\\u000ab');
    expect(brief('x'.repeat(1e6), 5)).toBe('xxxxx…');
  });
});

describe('briefJson', () => {
  it('tells the beginning of a value, however large or deep it is', () => {
    expect(briefJson(undefined)).toBe('missing');
    expect(briefJson([1, 'a', null])).toBe('[1,"a",null]');
    let deep: unknown = 1;
    for (let i = 0; i < 1e5; i++) deep = [deep];
    expect(briefJson(deep)).toBe('[["…"]]');
    expect(briefJson(Array(1e6).fill(7))).toBe('[7,7,7,7,"…"]');
    expect(briefJson('x'.repeat(1e6), 10)).toBe('"xxxxxxxxx…');
  });
});
