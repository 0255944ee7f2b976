import { expect, it, vi } from 'vitest';
import { servedModel } from './servedModel.js';
import { run } from './support.js';

/** A bucket that does not say which files it has not. */
const address = servedModel(403);

it('says on stderr which files beside a model a server does not give out', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { code, stdout } = await run('inspect', address(), '--json');
  const lines = write.mock.calls.map(([line]) => line);
  write.mockRestore();
  expect(code).toBe(0);
  const { notes } = JSON.parse(stdout) as { notes: string[] };
  const said = ['preprocess.json', 'labels.json'].map(
    (name) => `goes without ${name}: ${address()}/${name}: the server answered 403 Forbidden`,
  );
  // The third says what follows from the first, of any model.
  expect(notes.slice(0, -1)).toEqual(said);
  expect(notes.at(-1)).toContain('says nowhere how pixels become its input');
  expect(lines).toEqual(notes.map((note) => `note: the model ${note}\n`));
});
