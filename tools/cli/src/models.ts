import { table } from '@deconv/experiments';
import { KNOWN_MODELS, type KnownModel } from '@deconv/models/known';
import type { modelsArguments } from './arguments/models.js';
import type { Typed } from './arguments/Typed.js';
import { startBackend } from './backend/startBackend.js';
import { labelsJson } from './import/labelsJson.js';
import { interruptible } from './interruptible.js';
import { listCache, type CachedNetwork } from './hub/listCache.js';
import { inMegabytes, megabyteProgress } from './megabytes.js';
import { addModel } from './models/addModel.js';
import { requireUnsaid } from './requireUnsaid.js';
import { UsageError } from './UsageError.js';

/** `deconv models` and `deconv models add NAME`. */
export async function models({ args, rawArgs }: Typed<typeof modelsArguments>) {
  const { action, name } = args;
  if (action === undefined) {
    requireUnsaid(['out', 'labels', 'backend'], rawArgs, 'without “add” it only lists networks');
    const cached = await listCache();
    if (!args.json) return [list(), ...listOf(cached)].join('\n');
    return JSON.stringify({ known: KNOWN_MODELS.map(factsOf), cached }, undefined, 2);
  }
  const known = KNOWN_MODELS.find((model) => model.name === name);
  if (action !== 'add' || !known)
    throw new UsageError(
      `expected "add" and one of ${KNOWN_MODELS.map((model) => model.name).join(', ')}`,
    );
  requireUnsaid(['json'], rawArgs, 'only the list of networks is printed as JSON');
  const labels = args.labels === undefined ? undefined : await labelsJson(args.labels);
  await startBackend(args);
  const out = args.out ?? known.name;
  const onProgress = megabyteProgress(known.bytes);
  const layers = await interruptible(
    'interrupted; the same command goes on with what is downloaded',
    (signal) => addModel(known, { out, labels, onProgress, signal }),
  );
  return `${layers} layers, ${known.labels.length} classes\nwritten: ${out}`;
}

/** Its classes' names would be most of what is printed. */
const factsOf = ({ labels, ...facts }: KnownModel) => ({ ...facts, classes: labels.length });

function list(): string {
  const rows = KNOWN_MODELS.map(({ name, bytes, opset, licence, about }) => [
    name,
    `${(bytes / 1e6).toFixed(0)} MB`,
    String(opset),
    licence,
    about,
  ]);
  return table(['name', 'size', 'opset', 'licence', 'about'], rows);
}

/** Networks of the Hub that are kept, and where: whoever deletes a folder downloads it again. */
function listOf(cached: readonly CachedNetwork[]): string[] {
  if (!cached.length) return [];
  const rows = cached.map(({ name, commit, bytes, folder }) => [
    name,
    commit.slice(0, 7),
    inMegabytes(bytes),
    folder,
  ]);
  return ['', table(['downloaded', 'commit', 'size', 'folder'], rows)];
}
