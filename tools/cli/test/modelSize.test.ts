import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { run } from './support.js';

const MODEL = {
  modelTopology: {
    class_name: 'Sequential',
    config: {
      name: 'model',
      layers: [
        {
          class_name: 'Conv2D',
          config: { name: 'conv1', filters: 1, kernel_size: 1, batch_input_shape: [null, 4, 4, 3] },
        },
      ],
    },
  },
  weightsManifest: [
    {
      paths: ['weights.bin'],
      weights: [
        { name: 'conv1/kernel', shape: [1, 1, 3, 1], dtype: 'float32' },
        { name: 'conv1/bias', shape: [1], dtype: 'float32' },
      ],
    },
  ],
};

const server = createServer(({ url }, response) => {
  if (url === '/model.json') response.end(JSON.stringify(MODEL));
  else if (url === '/weights.bin') response.end(Buffer.alloc(16));
  else response.writeHead(404).end();
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => delete process.env['DECONV_MAX_SIZE']);

it('takes no more of a model with a URL than --max-size says', async () => {
  const refused = await run('inspect', address, '--max-size', '0.1kB');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'the model is larger than 0.0001 MB, the most that is taken from an address',
  );
  expect((await run('inspect', address, '--max-size', '2GB')).code).toBe(0);
});

it('passes the size on to the threads and commands that it starts', async () => {
  await run('inspect', address, '--max-size=5MB');
  expect(process.env['DECONV_MAX_SIZE']).toBe('5000000');
});

it.each(['', 'much', '-1', '0', '5TB', '1e99'])('refuses the size "%s"', async (size) => {
  const { code, stderr } = await run('inspect', address, `--max-size=${size}`);
  expect(code).toBe(2);
  expect(stderr).toContain('--max-size is "');
});
