import {
  defineCommand,
  parseArgs,
  runCommand,
  showUsage,
  type ArgsDef,
  type CommandDef,
} from 'citty';
import { ablate } from './ablate.js';
import { classify } from './classify.js';
import { correspond } from './correspond.js';
import { diagnose } from './diagnose.js';
import { importModel } from './import.js';
import { Incomplete } from './Incomplete.js';
import { inspect } from './inspect.js';
import { evolution } from './evolution.js';
import { invariance } from './invariance.js';
import { layers } from './layers.js';
import { models } from './models.js';
import { allowModelSize } from './modelSize.js';
import { occlude } from './occlude.js';
import { project } from './project.js';
import { report } from './report.js';
import { top } from './top.js';
import { train } from './train.js';
import { transfer } from './transfer.js';
import { UsageError } from './UsageError.js';
import { DECONV_VERSION } from './version.js';

// Each command knows its own arguments; here only their common side counts.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Command = CommandDef<any>;

const COMMANDS: Record<string, Command> = {
  inspect: inspect,
  classify: classify,
  project: project,
  top: top,
  occlude: occlude,
  invariance: invariance,
  evolution: evolution,
  correspond: correspond,
  diagnose: diagnose,
  report: report,
  ablate: ablate,
  transfer: transfer,
  layers: layers,
  train: train,
  import: importModel,
  models: models,
};

const deconv = defineCommand({
  meta: {
    name: 'deconv',
    version: DECONV_VERSION,
    description: 'See what a convolutional network has learned',
  },
  subCommands: COMMANDS,
});

/** Runs one command line. @returns the exit code: 0 ok, 1 failed, 2 wrong usage */
export async function main(rawArgs: string[]): Promise<0 | 1 | 2> {
  const [name = '', ...rest] = rawArgs;
  const command = COMMANDS[name];
  if (rawArgs.some((arg) => arg === '--help' || arg === '-h') || rawArgs.length === 0) {
    await (command ? showUsage(command, deconv) : showUsage(deconv));
    return rawArgs.length === 0 ? 2 : 0;
  }
  if (!command) {
    console.error(`no command is called "${name}"; known are ${Object.keys(COMMANDS).join(', ')}`);
    return 2;
  }
  try {
    await requireKnownOptions(command, rest);
    await requireValues(command, rest);
    await allowSize(command, rest);
    const { result } = await runCommand(command, { rawArgs: rest });
    console.log(result);
    return 0;
  } catch (error) {
    if (error instanceof Incomplete && error.output) console.log(error.output);
    console.error(`deconv ${name}: ${(error as Error).message}`);
    const wrongUsage = error instanceof UsageError || (error as Error).name === 'CLIError';
    return wrongUsage ? 2 : 1;
  }
}

/** A misspelt option must not be taken for one left out. */
async function requireKnownOptions(command: Command, rest: string[]): Promise<void> {
  const known = Object.keys(((await command.args) ?? {}) as ArgsDef);
  for (const arg of rest) {
    const option = /^--(?:no-)?([^=]+)/.exec(arg)?.[1];
    if (option !== undefined && !known.includes(option))
      throw new UsageError(
        `no option is called --${option}; see deconv ${await nameOf(command)} --help`,
      );
  }
}

/** An empty value, as a shell makes of a variable that is not set, must not be taken for the folder one stands in. */
async function requireValues(command: Command, rest: string[]): Promise<void> {
  const known = ((await command.args) ?? {}) as ArgsDef;
  const given: Record<string, unknown> = parseArgs(rest, known);
  for (const [name, { type }] of Object.entries(known))
    if (type !== 'boolean' && given[name] === '')
      throw new UsageError(
        `${type === 'positional' ? name.toUpperCase() : `--${name}`} is ""; expected a value`,
      );
}

/** Models that have a URL are bound alike by whatever opens them. */
async function allowSize(command: Command, rest: string[]): Promise<void> {
  const known = ((await command.args) ?? {}) as ArgsDef;
  if (known['max-size']) allowModelSize(parseArgs(rest, known)['max-size']);
}

async function nameOf(command: Command): Promise<string> {
  const meta = await (typeof command.meta === 'function' ? command.meta() : command.meta);
  return meta?.name ?? '';
}
