import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { failureBehind } from '../src/engineFailure.js';
import { contextOf } from '../src/worker/contextOf.js';
import { lostContext } from '../src/worker/lostContext.js';

test('what fails in a lost graphics context is told as its loss, however WebGL and tfjs name it', async () => {
  await tf.setBackend('webgl');
  const failed = new Error('Failed to compile fragment shader.');
  expect(lostContext(failed)).toBeUndefined();
  const gl = contextOf();
  gl.getExtension('WEBGL_lose_context')!.loseContext();
  const told = lostContext(failed);
  expect(failureBehind(told)).toMatchObject({ name: 'EngineFailure', reason: 'context-lost' });
  expect(failureBehind(told)?.message).toContain(failed.message);
});
