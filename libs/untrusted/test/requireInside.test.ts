import { describe, expect, it } from 'vitest';
import { requireInside } from '../src/index.js';

describe('requireInside', () => {
  it.each([
    'a',
    'a/b.bin',
    './a',
    'a..b',
    '..a',
    'a/.hidden',
    '100%',
    'a%20b',
    'my%20photos%20of%20a%20dog%20in%20snow.bin',
    '50%2',
    '%41',
    'ü/图',
  ])('lets "%s" stay', (path) => {
    expect(requireInside(path, 'model.json')).toBe(path);
  });

  it.each([
    '',
    '.',
    'a/.',
    '..',
    '../a',
    'a/../../b',
    'a/..',
    '/etc/passwd',
    'a//b',
    'a/',
    '..\\a',
    'C:a',
    'https://example.org/a',
    'a\0b',
    '%2e%2e/a',
    '%2E%2e%2fa',
    '.%2e/a',
    '%252e%252e/a',
    '%25252525252e',
    'a%5c..%5cb',
    'a%00b',
    '%2fa',
  ])('refuses "%s"', (path) => {
    expect(() => requireInside(path, 'model.json')).toThrow(/^model.json names ".*"; expected/);
  });

  it('shows what it refuses harmless and short', () => {
    expect(() => requireInside(`../\u001b[2J\n${'a'.repeat(999)}`, 'model.json')).toThrow(
      /^model\.json names "\.\.\/\\u001b\[2J\\u000aa{1,200}"; /,
    );
  });
});
