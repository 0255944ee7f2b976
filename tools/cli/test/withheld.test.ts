import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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

/** A bucket that does not say which files it has not. */
const server = createServer(({ url }, response) => {
  if (url === '/model.json') response.end(JSON.stringify(MODEL));
  else if (url === '/weights.bin') response.end(Buffer.alloc(16));
  else response.writeHead(403).end();
});
let address: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

it('says on stderr which files beside a model a server does not give out', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { code, stdout } = await run('inspect', address, '--json');
  const lines = write.mock.calls.map(([line]) => line);
  write.mockRestore();
  expect(code).toBe(0);
  const { notes } = JSON.parse(stdout) as { notes: string[] };
  const said = ['preprocess.json', 'labels.json'].map(
    (name) => `goes without ${name}: ${address}/${name}: the server answered 403 Forbidden`,
  );
  // The third says what follows from the first, of any model.
  expect(notes.slice(0, -1)).toEqual(said);
  expect(notes.at(-1)).toContain('says nowhere how pixels become its input');
  expect(lines).toEqual(notes.map((note) => `note: the model ${note}\n`));
});
