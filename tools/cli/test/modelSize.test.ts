import { afterEach, expect, it } from 'vitest';
import { servedModel } from './servedModel.js';
import { run } from './support.js';

const address = servedModel(404);
afterEach(() => delete process.env['DECONV_MAX_SIZE']);

it('takes no more of a model with a URL than --max-size says', async () => {
  const refused = await run('inspect', address(), '--max-size', '0.1kB');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'the model is larger than 0.0001 MB, the most that is taken from an address',
  );
  expect((await run('inspect', address(), '--max-size', '2GB')).code).toBe(0);
});

it('passes the size on to the threads and commands that it starts', async () => {
  await run('inspect', address(), '--max-size=5MB');
  expect(process.env['DECONV_MAX_SIZE']).toBe('5000000');
});

it.each(['', 'much', '-1', '0', '5TB', '1e99'])('refuses the size "%s"', async (size) => {
  const { code, stderr } = await run('inspect', address(), `--max-size=${size}`);
  expect(code).toBe(2);
  expect(stderr).toContain('--max-size is "');
});
