import { webgl_util } from '@tensorflow/tfjs-backend-webgl';
import { expect, test } from 'vitest';
import { failureBehind } from '../src/engineFailure.js';

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('a texture that is too large is known by what tfjs says of it', () => {
  const error = thrownBy(() => webgl_util.validateTextureSize(1e6, 1));
  expect(failureBehind(error)).toMatchObject({
    name: 'EngineFailure',
    reason: 'texture-too-large',
    message: expect.stringContaining('smaller network') as string,
  });
});

test('memory that runs out is known by what browsers and tfjs say of it', () => {
  const errors = [
    thrownBy(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER - 1)),
    new Error('Unable to create WebGLTexture.'),
    new RangeError('WebAssembly.Memory.grow(): Unable to grow: out of memory'),
  ];
  for (const error of errors)
    expect(failureBehind(error)).toMatchObject({ reason: 'out-of-memory' });
});

test('what is no failure of the machine stays what it is', () => {
  expect(failureBehind(new RangeError('no layer is called "conv9"'))).toBeUndefined();
  expect(failureBehind(new DOMException('aborted', 'AbortError'))).toBeUndefined();
});
