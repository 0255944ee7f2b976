import { afterEach, expect, test, vi } from 'vitest';
import { startBackend } from '../src/worker/startBackend.js';

type Source = (shader: WebGLShader, source: string) => void;

afterEach(() => vi.restoreAllMocks());

test('where WebGL keeps the last of equal values, wasm computes, and says what is wrong', async () => {
  // What a driver may make of a comparison.
  const original = Reflect.get<object, string>(
    WebGL2RenderingContext.prototype,
    'shaderSource',
  ) as Source;
  const wrong = vi
    .spyOn(WebGL2RenderingContext.prototype, 'shaderSource')
    .mockImplementation(function (this: WebGL2RenderingContext, shader, source) {
      Reflect.apply(original, this, [shader, source.replaceAll('> greatest.', '>= greatest.')]);
    });
  const running = await startBackend({
    ...{ asked: undefined, graphics: 'hardware' },
    fetchWebgl: () => import('@tensorflow/tfjs-backend-webgl'),
    onContextLost: () => undefined,
  });
  expect(wrong).toHaveBeenCalled();
  expect(running).toEqual({
    backend: 'wasm',
    backendReason: 'on the processor: WebGL computes wrong numbers here (switches of max pooling)',
  });
});
