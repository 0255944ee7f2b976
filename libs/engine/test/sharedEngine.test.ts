import { expect, test } from 'vitest';
import { sharedEngine } from '../src/index.js';

test('a page has one engine', () => {
  expect(sharedEngine()).toBe(sharedEngine());
});
