import { describe, expect } from 'vitest';
import { decodes } from './decodingCases.js';

let refused = 0;

// Before the code that starts workers is loaded.
globalThis.Worker = function () {
  refused++;
  throw new DOMException('the page allows no workers', 'SecurityError');
} as never;
const { decodePhoto } = await import('@deconv/engine/decoding');

describe('on the page’s own thread, where it allows no workers', () =>
  decodes(async (file) => {
    const before = refused;
    try {
      return await decodePhoto(file);
    } finally {
      expect(refused).toBeGreaterThan(before);
    }
  }));
