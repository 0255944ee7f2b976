import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHARED } from './shared.js';

const RESTATED = new URL('../../libs/core/test/cases/', import.meta.url).pathname;
/** Words about a case, which the restated files give once for all of them. */
const WORDS = ['source', 'licence', 'opset'];

/** A file of cases with its numbers as float32, which is all that they were written from. */
function readCases(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) => {
    if (WORDS.includes(key)) return undefined;
    return typeof value === 'number' ? Math.fround(value) : value;
  });
}

describe.skipIf(!existsSync(`${SHARED}cases`))('cases restated in the tests of core', () => {
  it.each(['onnx_node.json', 'tfjs_ops.json', 'caffe_pooling_deconv.json'])(
    '%s holds every case of the original, number for number',
    (file) => {
      expect(readCases(RESTATED + file)).toEqual(readCases(`${SHARED}cases/${file}`));
    },
  );
});
