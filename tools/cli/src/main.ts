import { describeOption, EXPERIMENTS, UnfitOption, type OptionsSchema } from '@deconv/experiments';
import { visibleName } from '@deconv/untrusted';
import { defineCommand, parseArgs, renderUsage, runCommand, type ArgsDef } from 'citty';
import { COMMANDS, type Entry } from './commands.js';
import { Incomplete } from './Incomplete.js';
import { releaseFolders } from './lock/heldFolders.js';
import { print } from './print.js';
import { requireUsage, type Declarations } from './requireUsage.js';
import { say } from './say.js';
import { allowModelSize } from './modelSize.js';
import { UsageError } from './UsageError.js';
import { DECONV_VERSION } from './version.js';

const deconv = defineCommand({
  meta: {
    name: 'deconv',
    version: DECONV_VERSION,
    description: 'See what a convolutional network has learned',
  },
  subCommands: Object.fromEntries(
    [...COMMANDS].map(([name, { description }]) => [name, { meta: { name, description } }]),
  ),
});

// Whoever reads what is said on the way may go; the work goes on. What is printed is awaited, and fails there.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const HELP = ['--help', '-h'];

/** Runs one command line. @returns the exit code: 0 ok, 1 failed, 2 wrong usage */
export async function main(rawArgs: string[]): Promise<0 | 1 | 2> {
  const [name = '', ...rest] = rawArgs;
  const entry = COMMANDS.get(name);
  try {
    const command = entry && (await commandOf(name, entry));
    if (name === '--version') {
      await print(DECONV_VERSION);
      return 0;
    }
    const asksHelp = rawArgs.some((arg) => HELP.includes(arg));
    if (rawArgs.length === 0 || (asksHelp && (command || HELP.includes(name)))) {
      const usage = await (command ? renderUsage(command, deconv) : renderUsage(deconv));
      await print(`${usage}\n`, { styled: true });
      return asksHelp ? 0 : 2;
    }
    if (!command)
      throw new UsageError(
        `no command is called "${visibleName(name)}"; known are ${[...COMMANDS.keys()].join(', ')}`,
      );
    requireUsage(name, (await command.args) as Declarations, rest);
    allowSize((await command.args) as ArgsDef, rest);
    const { result } = await runCommand(command, { rawArgs: rest });
    // Some print as they go.
    if (result !== undefined) await print(result as string);
    return 0;
  } catch (error) {
    return await failed(asUsage(error as Error, name), entry && name);
  } finally {
    await releaseFolders();
  }
}

/** A command with what it takes; what it does is loaded where it is run. */
const commandOf = async (name: string, { description, takes, load }: Entry) =>
  defineCommand({
    meta: { name, description },
    args: await takes(),
    run: async (typed) => (await load())(typed),
  });

/** Models that have a URL are bound alike by whatever opens them. */
function allowSize(known: ArgsDef, rest: string[]): void {
  if (known['max-size']) allowModelSize(parseArgs(rest, known)['max-size']);
}

/** An option that does not go with what was given is wrong usage, too. */
function asUsage(error: Error, command: string): Error {
  if (!(error instanceof UnfitOption)) return error;
  const { option, words } = error;
  const experiments = new Map<string, { options: OptionsSchema }>(Object.entries(EXPERIMENTS));
  const schema = experiments.get(command)?.options.entries[option];
  const flag = (schema && describeOption(schema).flag) ?? option;
  return new UsageError(`--${flag} ${words}`);
}

/** Prints what was done all the same, and says what went wrong. @returns the exit code */
async function failed(error: Error, command: string | undefined): Promise<1 | 2> {
  if (error instanceof Incomplete && error.output) {
    // What cannot be printed does not hide what else went wrong.
    await print(error.output).catch((cause: unknown) => say((cause as Error).message));
  }
  say(`${command === undefined ? '' : `deconv ${command}: `}${error.message}`);
  return error instanceof UsageError || error.name === 'CLIError' ? 2 : 1;
}
