import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMANDS } from '../src/commands.js';
import { BIN } from './process.js';
import { saveModel } from './support.js';

interface Coverage {
  result: { url: string }[];
}

const BUNDLE = new URL('../dist/command/', import.meta.url);
/** Which modules, by their paths in the repository, lie in which file of the command. */
const BUNDLED = JSON.parse(readFileSync(new URL('modules.json', BUNDLE), 'utf8')) as Record<
  string,
  string[]
>;

/** Runs a command line. @returns all modules in the files that Node loads for it, as its own coverage counts them */
function modulesOf(...args: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'deconv-modules-'));
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  spawnSync(process.execPath, [BIN, ...args], { env });
  const loaded = readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage)
    .flatMap(({ result }) => result.map(({ url }) => url));
  rmSync(folder, { recursive: true });
  const files = [...new Set(loaded)].filter((url) => url.startsWith('file:'));
  return files.flatMap((url) =>
    url.startsWith(BUNDLE.href) ? BUNDLED[url.slice(BUNDLE.href.length)]! : [url],
  );
}

/** What computes, reads models or looks at pictures. */
const HEAVY =
  /tfjs|onnxruntime|sharp|protobuf|libs\/(core|models|probes)\/|libs\/training\/dist\/(?!(defaults|recipe|zfnet)\.js)/;

it.each([
  [['--help']],
  [['--version']],
  [['nonsense']],
  ...[...COMMANDS.keys()].map((command) => [[command, '--help']]),
])('%j needs no network and no picture, so loads nothing for them', (args) => {
  const modules = modulesOf(...args);
  expect(modules.filter((url) => HEAVY.test(url))).toEqual([]);
  // What reads a command line and prints, and the list of experiments with their options; all commands are over 800.
  expect(modules.length).toBeGreaterThan(0);
  expect(modules.length).toBeLessThan(220);
});

it('inspect loads nothing that only other commands need', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deconv-inspected-'));
  await saveModel(folder);
  const modules = modulesOf('inspect', folder);
  await rm(folder, { recursive: true });
  expect(modules.some((url) => url.includes('libs/models/'))).toBe(true);
  const others = /sharp|protobuf|libs\/(probes|training)\//;
  expect(modules.filter((url) => others.test(url))).toEqual([]);
});
