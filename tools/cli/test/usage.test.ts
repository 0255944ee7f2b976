import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands.js';
import type { Declared } from '../src/requireUsage.js';
import { start, startWith } from './process.js';
import { run, saveModel, saveNoise } from './support.js';

interface Case {
  command: string;
  /** An argument for each place that the command has. */
  places: string[];
  takesMore: boolean;
  options: [name: string, declared: Declared][];
}

async function caseOf(command: string): Promise<Case> {
  const takes = await COMMANDS.get(command)!.takes();
  const declared = Object.entries(takes as Record<string, Declared>);
  const places = declared.filter(([, { type }]) => type === 'positional');
  return {
    command,
    places: places.map(([name]) => `a-${name}`),
    takesMore: places.some(([, { several }]) => several),
    options: declared.filter(([, { type }]) => type !== 'positional'),
  };
}

const CASES = await Promise.all([...COMMANDS.keys()].map(caseOf));

const fill = (name: string, { type }: Declared): string[] =>
  type === 'boolean' ? [`--${name}`] : [`--${name}`, '1'];

async function refused(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
  return stderr;
}

describe.each(CASES)('deconv $command', ({ command, places, takesMore, options }) => {
  it('knows no option that it does not declare, by whatever dashes', async () => {
    const unknown = [
      '-x',
      '-xy',
      '--x',
      '--x=1',
      '--no-x',
      '--__proto__',
      '--toString',
      '--no-fit',
    ];
    for (const option of [...unknown, '--model', '-o'])
      expect(await refused(command, ...places, option)).toMatch(/no option is called --?\w/);
  });

  it('takes no more arguments than it has places for', async () => {
    if (takesMore) return;
    expect(await refused(command, ...places, 'surplus')).toContain('"surplus" is one too many');
  });

  it('takes an option once, unless it may hold several values', async () => {
    for (const [name, declared] of options) {
      const twice = [...fill(name, declared), ...fill(name, declared)];
      if (!declared.several)
        expect(await refused(command, ...places, ...twice)).toContain(`--${name} is said 2 times`);
    }
  });

  it('wants a value where an option has one, and none where it has none', async () => {
    for (const [name, { type }] of options) {
      const option = `--${name}`;
      if (type === 'boolean') {
        const wrong = await refused(command, ...places, `${option}=perhaps`);
        expect(wrong).toContain(`${option} is "perhaps"; expected no value`);
        continue;
      }
      for (const empty of [[option], [`${option}=`], [option, '']])
        expect(await refused(command, ...places, ...empty)).toContain(`${option} is ""`);
      const swallowing = await refused(command, ...places, option, '--json');
      expect(swallowing).toContain(`${option} has no value before --json`);
      const negated = await refused(command, ...places, `--no-${name}`);
      expect(negated).toContain(`no option is called --no-${name}`);
    }
  });

  it('takes no option that does nothing without another one', async () => {
    for (const [name, declared] of options)
      if (declared.with !== undefined)
        expect(await refused(command, ...places, ...fill(name, declared))).toContain(
          `--${name} does nothing without --${declared.with}`,
        );
  });
});

describe('deconv', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deconv-'));
    await saveModel(folder);
    await saveNoise(join(folder, 'photo.png'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['__proto__', 'toString', 'constructor', 'hasOwnProperty', '-x', ''])(
    'knows no command called "%s", with help or without',
    async (name) => {
      expect(await refused(name)).toContain('known are inspect');
      expect(await refused(name, '--help')).toContain('known are inspect');
    },
  );

  it.each([
    [['top', 'M', 'i', '--layer', 'a', '--out', 'o', '--channels', '0-3', '--seed', '1'], 'seed'],
    [['evolution', 'M', 'i', '--layers', 'a', '--out', 'o', '--channels=all', '--seed=1'], 'seed'],
    [['transfer', 'M', 'emoji', '--layer', 'a', '--fit', 'stretch'], 'fit'],
    [['layers', 'M', 'emoji', '--fit', 'stretch'], 'fit'],
    [['train', 'emoji', '--out', 'o', '--validation', 'v'], 'validation'],
    [['ablate', 'emoji', '--out', 'o', '--validation', 'v'], 'validation'],
    [['ablate', 'emoji', '--out', 'o', '--fit', 'cover'], 'fit'],
    [['ablate', 'd', '--out', 'o', '--architectures', 'a.json,b.json', '--size', '64'], 'size'],
    [['ablate', 'd', '--out=o', '--architectures=a.json', '--no-batch-norm'], 'no-batch-norm'],
    [['models', '--out', 'o'], 'out'],
    [['models', '--labels', 'l'], 'labels'],
    [['models', '--backend', 'cpu'], 'backend'],
    [['models', 'add', 'zfnet512', '--json'], 'json'],
    ...(
      [
        ['answers', '--landmarks', 'l'],
        ['answers', '--checkpoints', 'c'],
        ['filters,answers', '--seed', '1'],
        ['filters,occlusion', '--layers', 'conv1'],
        ['answers,controls', '--live'],
        ['correspondence', '--quick'],
        ['model,made', '--full'],
        ['model', '--fit', 'stretch'],
      ] as const
    ).map(([sections, option, ...value]): [string[], string] => [
      ['report', 'M', '--images', 'i', '--out', 'o', '--sections', sections, option, ...value],
      option.slice(2),
    ]),
  ])('refuses what does nothing: %j', async (args, option) => {
    expect(await refused(...args)).toContain(`--${option} does nothing here: `);
  });

  it('takes numbers below zero, and what stands behind two dashes, as they are meant', async () => {
    const photo = join(folder, 'photo.png');
    const moved = ['--transform', 'rotate', '--layers', 'conv1', '--from', '-10', '--to', '-.5'];
    const { code, stderr } = await run('invariance', folder, photo, ...moved);
    expect(code, stderr).toBe(0);
    const dashed = await run('classify', folder, '--', '-x.png');
    expect([dashed.code, dashed.stderr]).toEqual([1, expect.stringContaining('"-x.png"')]);
  });

  it.skipIf(!existsSync('/dev/full'))('fails where its result finds no space', async () => {
    const full = await open('/dev/full', 'w');
    const { finished } = startWith({ stdout: full.fd }, 'inspect', folder);
    const { code, stderr } = await finished;
    await full.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining('there is no space left')]);
  });

  it('fails where whoever was to read its result has gone', async () => {
    for (const args of [['inspect', folder], ['--help']]) {
      const running = start(...args);
      running.leave('stdout');
      const { code, stderr } = await running.finished;
      expect([code, stderr]).toEqual([1, expect.stringContaining('has gone')]);
    }
  });

  it('does its work where nobody reads what it says on the way', async () => {
    const photos = Array.from({ length: 200 }, () => join(folder, 'photo.png'));
    const running = start('classify', folder, ...photos, '--json');
    running.leave('stderr');
    const { code, stdout } = await running.finished;
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { results: unknown[] }).results).toHaveLength(200);
  });
});
