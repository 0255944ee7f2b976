import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readResults } from '../src/index.js';

/** Documents that lie beside the checkout; without them there is nothing to try. */
const FOLDER = new URL('../../../../shared/cases/faults/documents/', import.meta.url);
const names = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => name.startsWith('el-'))
  : [];

/** What is wrong with each; `el-5` holds another number in one place, and is whole. */
const WRONG = new Map([
  ['el-40.json', 'images[0].probability: expected 1 entries, one for each of images[0].values'],
  ['el-57.json', 'maps[4].cells: expected 8 entries, one for each of checkpoints, not a list of 7'],
  [
    'el-58.json',
    'model.name is missing; model.fingerprint is missing; options.__proto__: expected',
  ],
]);

describe.skipIf(!names.length)('documents that once made elements throw', () => {
  test.each(names)('%s is read, or its wrong places are named', (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const wrong = WRONG.get(name);
    if (wrong === undefined) expect(readResults(text).probe).toBe('occlude');
    else expect(() => readResults(text)).toThrow(`these results are damaged: ${wrong}`);
  });
});
