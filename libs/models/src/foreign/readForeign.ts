import { brief } from '@deconv/untrusted';
import * as v from 'valibot';
import { readJson, type ReadFile } from '../modelFiles.js';
import type { Foreign, ReadForeign } from './Foreign.js';
import { readProcessor } from './huggingFace.js';
import { readConfig } from './modelConfig.js';
import { readTeachable } from './teachableMachine.js';

/** Files of other projects that may stand beside a model, those that say most first. */
export const FOREIGN: ReadonlyMap<string, ReadForeign> = new Map([
  ['preprocessor_config.json', readProcessor],
  ['config.json', readConfig],
  ['metadata.json', readTeachable],
]);

/** What the files of other projects say, and which of them says it. */
export interface ForeignSaid {
  pixels?: Foreign & Required<Pick<Foreign, 'preprocess'>> & { from: string };
  names?: { labels: string[]; from: string };
}

/**
 * Reads what other projects' files beside a model say. Such a file may have to do with something else: one that cannot be read
 * is passed over, with a word.
 * @param lacks what is not known yet: no file is read for the rest
 */
export async function readForeign(
  read: ReadFile,
  lacks: { pixels: boolean; names: boolean },
  onNote: (note: string) => void,
): Promise<ForeignSaid> {
  const said: ForeignSaid = {};
  for (const [from, reader] of FOREIGN) {
    const names = lacks.names && !said.names && from !== 'preprocessor_config.json';
    if (!names && !(lacks.pixels && !said.pixels)) continue;
    const found = await readOne(read, from, reader, onNote);
    const { preprocess } = found ?? {};
    if (preprocess && lacks.pixels) said.pixels ??= { ...found, preprocess, from };
    if (found?.labels && lacks.names) said.names ??= { labels: found.labels, from };
  }
  return said;
}

async function readOne(
  read: ReadFile,
  name: string,
  reader: ReadForeign,
  onNote: (note: string) => void,
): Promise<Foreign | undefined> {
  try {
    const json = await readJson(read, name);
    return json === undefined ? undefined : reader(json);
  } catch (error) {
    onNote(`goes without ${name}: ${brief(faultOf(error as Error), MOST_OF_A_REASON)}`);
    return undefined;
  }
}

/** How much of a reason is worth reading. */
const MOST_OF_A_REASON = 200;

function faultOf(error: Error): string {
  if (!v.isValiError(error)) return error.message;
  const [issue] = error.issues;
  return `its ${v.getDotPath(issue) ?? 'content'} is ${issue.received}`;
}
