import { readResults, type DescentResults } from '@deconv/results';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveModel, saveNoise } from './support.js';

let folder: string;
let photo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-steps-'));
  photo = join(folder, 'photo.png');
  await saveModel(folder);
  await saveNoise(photo);
});
afterAll(() => rm(folder, { recursive: true }));

/** As a document holds it. */
const short = (value: number): number => Number(value.toPrecision(4));

describe('deconv project --steps', () => {
  it('writes the way down, which ends with the projection that it prints', async () => {
    const out = join(folder, 'steps');
    const asked = ['project', folder, photo, '--layer', 'pool1', '--at', '2,3', '--json'];
    const { code, stdout } = await run(...asked, '--steps', out);
    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['image.png', 'results.json', 'steps.png']);
    const text = await readFile(join(out, 'results.json'), 'utf8');
    const { unit, steps, inputSize } = readResults(text) as DescentResults;
    const said = JSON.parse(stdout) as DescentResults['unit'] & {
      projection: { min: number; max: number };
    };
    expect(inputSize).toBe(16);
    expect(unit).toMatchObject({ layer: 'pool1', at: [2, 3], channel: said.channel });
    expect(unit.receptiveField).toEqual(said.receptiveField);
    expect(steps.map(({ step }) => step)).toEqual([
      ...['unit', 'unpool', 'rectify', 'filter', 'pixels'],
    ]);
    const activation = short(said.activation);
    expect(steps[0]!.maps[0]!.values).toEqual([[activation]]);
    const [row, column] = steps[1]!.switches![0]!.at[0]!;
    expect(steps[1]!.maps[0]!.values[row]![column]).toBe(activation);
    const pixels = steps.at(-1)!.maps.flatMap(({ values }) => values.flat());
    expect(Math.max(...pixels)).toBe(short(said.projection.max));
    expect(Math.min(...pixels)).toBe(short(said.projection.min));
  });

  it('refuses a folder that holds something', async () => {
    const { code, stderr } = await run(
      ...['project', folder, photo, '--layer', 'conv1', '--steps', folder],
    );
    expect(code).toBe(2);
    expect(stderr).toContain('holds something already');
  });
});
