/**
 * Ends every command that writes in the midst of its run, runs it again, and compares what lies there with what a run leaves that
 * nobody has disturbed. `npm run kills -w @deconv/cli` takes twenty random moments of each command; `DECONV_KILLS` says another
 * number, `DECONV_KILLS_SEED` draws others.
 */
import { seededRandom } from '@deconv/datasets';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsToKill, type CommandToKill } from './commands.js';
import { contentOf } from './contentOf.js';
import { prepare } from './prepare.js';
import { runToKill, WAYS, type Kill, type Ran } from './runToKill.js';

const all = Object.keys(commandsToKill(''));
/** Some commands for each way to write; the others write as these do. */
const SOME = ['top', 'report of two sections', 'layers', 'train', 'ablate', 'project'];
const ASKED = process.env['DECONV_KILLS'];
const MOMENTS = Number(ASKED ?? 1);
const SEED = Number(process.env['DECONV_KILLS_SEED'] ?? 1);
/** Stream of random numbers for moments. */
const WHEN = 61;
/** How long a run and its rerun may take, in milliseconds; nothing is measured by it. */
const PATIENCE = 600_000;

/** Steps between which little time passes, so that no random moment meets them. */
const STEPS: readonly (readonly [command: string, what: string, step: string])[] = [
  ['train', 'as its first network is saved', 'rename .*model[.]json$'],
  ['train', 'before its first checkpoint', 'rename .*history[.]json$'],
  ['top', 'as its results are written', 'rename .*results[.]json$'],
  ['top', 'when all is written but its end', 'rm .*progress[.]json$'],
  ['layers', 'before its folder takes its place', 'rename .*[/]out$'],
  ['transfer', 'when a training from scratch is done', 'rm .*scratch-[0-9a-f]+$'],
  ['import', 'before its folder takes its place', 'rename .*[/]out$'],
  ['models add', 'before its folder takes its place', 'rename .*[/]out$'],
  ['ablate', 'before it notes its first run', 'rename .*run[.]json$'],
  ['report of two sections', 'before it is known to be a report', 'rename .*report[.]json$'],
  ['report of two sections', 'when a part was made whole', 'rename .*[.]invariance-scale-'],
  ['report of two sections', 'when a part that goes on was made', 'rename .*[.]top-'],
  ['report of two sections', 'before a part takes its place', 'rename .*whole.*invariance-rotate$'],
];

let folder: string;
let server: Server;
const rows: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-kills-'));
  await prepare(folder);
  const bytes = await readFile(join(folder, 'colours.onnx'));
  server = createServer(({ headers: { range } }, response) => {
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    const part = { 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(range ? 206 : 200, part).write(bytes.subarray(from, from + 20));
    // The rest comes later, so that a download has a middle.
    setTimeout(() => response.end(bytes.subarray(from + 20)), 300);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
  if (ASKED) console.log(rows.join('\n'));
});

function commandOf(name: string): CommandToKill {
  const { port } = server.address() as AddressInfo;
  return commandsToKill(`http://localhost:${port}`)[name]!;
}

/** What a run leaves that nobody disturbs, and how long it takes in milliseconds; each command is run once. */
const wholes = new Map<string, Promise<{ content: Record<string, string>; took: number }>>();

function wholeOf(name: string) {
  const whole = wholes.get(name) ?? runWhole(name);
  wholes.set(name, whole);
  return whole;
}

async function runWhole(name: string) {
  const at = await place(name);
  const { code, stderr, took } = await runToKill(commandOf(name), at);
  expect(code, stderr).toBe(0);
  return { content: await contentOf(at), took };
}

/** Runs a command, kills it, and runs it again, as it is told to whoever tries. @returns what is other than undisturbed */
async function killAndRunAgain(name: string, kill: Kill | string) {
  const [at, command] = [await place(name), commandOf(name)];
  const killed = await runToKill(command, at, kill);
  let again = await runToKill(command, at);
  if (again.stderr.includes('say --resume')) again = await runToKill([...command, '--resume'], at);
  const [found, { content: expected }] = [await contentOf(at), await wholeOf(name)];
  const differs = difference(found, expected);
  const said = wentWell(again) ? '' : `the rerun ended with ${again.code}: ${again.stderr}`;
  return { killed, differs: [differs, said].filter(Boolean).join('; ') };
}

/** What was whole when it was killed is not written over. */
const wentWell = ({ code, stderr }: Ran): boolean =>
  code === 0 || (code === 2 && /holds (results|something) already/.test(stderr));

function difference(found: Record<string, string>, expected: Record<string, string>): string {
  const paths = [...new Set([...Object.keys(found), ...Object.keys(expected)])];
  const differing = paths.filter((path) => found[path] !== expected[path]);
  return differing.map((path) => `${path} is ${found[path]}, not ${expected[path]}`).join(', ');
}

const place = (name: string): Promise<string> =>
  mkdtemp(join(folder, `${name.replaceAll(' ', '-')}-`));

/** Moments spread over the whole run, and a little beyond it. */
function killsOf(name: string, took: number): Kill[] {
  const number = all.indexOf(name);
  const random = seededRandom(SEED, WHEN, number);
  return Array.from({ length: MOMENTS }, (_, i) => ({
    way: WAYS[(i + number) % WAYS.length]!,
    after: ((i + random.between(0, 1)) / MOMENTS) * took * 1.02,
  }));
}

describe('a command that is killed and run again leaves what one does that nobody disturbs', () => {
  test.for(ASKED ? all : SOME)(
    'at any moment: %s',
    { timeout: PATIENCE * (1 + MOMENTS) },
    async (name) => {
      const { took } = await wholeOf(name);
      const differing: string[] = [];
      for (const kill of killsOf(name, took)) {
        const { differs } = await killAndRunAgain(name, kill);
        if (differs) differing.push(`${kill.way} after ${kill.after.toFixed(0)} ms: ${differs}`);
      }
      const outcome = differing.length ? differing.join('\n  ') : 'equal';
      rows.push(`${name} | ${MOMENTS} moments over ${(took / 1000).toFixed(1)} s | ${outcome}`);
      expect(differing).toEqual([]);
    },
  );

  test.for(STEPS)('%s %s', { timeout: PATIENCE }, async ([name, , step]) => {
    const { killed, differs } = await killAndRunAgain(name, step);
    expect(killed.code, killed.stderr).toBeNull();
    expect(differs).toBe('');
  });
});
