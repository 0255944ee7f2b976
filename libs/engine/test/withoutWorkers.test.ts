import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createEngine, type Engine } from '../src/index.js';
import { noise, stripes, TINY } from './support.js';

let engine: Engine;
const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

// As a page's own policy does it; it holds for the rest of this file.
beforeAll(() => {
  const policy = { httpEquiv: 'Content-Security-Policy', content: "worker-src 'none'" };
  document.head.append(Object.assign(document.createElement('meta'), policy));
  engine = createEngine({ backend: 'webgl' });
});
afterAll(() => engine.close());

test('where a policy forbids workers, the page’s own thread computes, and says so', async () => {
  const { id, backend } = await engine.loadModel(TINY);
  expect(backend).toBe('webgl');
  expect(warned).toHaveBeenCalledWith(expect.stringContaining('worker-src'));
  const photo = await engine.openPhoto(id, stripes(20, 20));
  await expect(engine.strongest(photo.id, 'conv2', 2, 'deconvnet')).resolves.toHaveLength(2);
  const results = await engine.run(id, { probe: 'top', images: noise('a.png'), layers: ['conv2'] });
  expect(results.layers[0]!.maps[0]!.entries[0]!.patch).toContain('data:image/png;base64');
});
