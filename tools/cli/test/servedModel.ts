import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { MODEL, WEIGHTS } from '../../../libs/models/test/oneConvolution.js';

/**
 * Serves a small network during the tests of a file.
 * @param ofMissing the status with which it answers for every other file
 * @returns its address, which is known as the tests run
 */
export function servedModel(ofMissing: 403 | 404): () => string {
  const server = createServer(({ url }, response) => {
    if (url === '/model.json') response.end(JSON.stringify(MODEL));
    else if (url === '/weights.bin') response.end(WEIGHTS);
    else response.writeHead(ofMissing).end();
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.close();
  });
  return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
