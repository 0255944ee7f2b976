import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageFormat } from '../src/imageFormat.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.each([
  ['jpeg', 'JPEG'],
  ['png', 'PNG'],
  ['webp', 'WebP'],
  ['gif', 'GIF'],
  ['avif', 'AVIF'],
  ['tiff', 'TIFF'],
] as const)('a file that sharp writes as %s is %s', async (format, name) => {
  const create = { width: 3, height: 2, channels: 3, background: '#456' } as const;
  expect(imageFormat(await sharp({ create }).toFormat(format).toBuffer())).toBe(name);
});

test.each([
  ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['AVIF', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
  ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['BMP', `BM${'\0'.repeat(12)}\x28\0\0\0`],
  ['ICO', '\0\0\x01\0\x01\0'],
  ['Photoshop', '8BPS\0\x01'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  [
    'SVG',
    '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg>',
  ],
  ['SVG', '<s:svg xmlns:s="http://www.w3.org/2000/svg">'],
] as const)('%s is known by how it begins', (name, text) => {
  expect(imageFormat(bytes(text))).toBe(name);
});

test.each([
  'BMW is a brand of cars, and no bitmap',
  '<!doctype html><html><svg></svg></html>',
  '<html><body><svg></svg></body></html>',
  '{"svg": "<svg>"}',
  '\0\0\0\x18ftypisom\0\0\0\0mp42',
  'RIFF\0\0\0\0WAVE',
  '',
])('%j is no image', (text) => {
  expect(imageFormat(bytes(text))).toBeUndefined();
});
