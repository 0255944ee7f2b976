import type { Random } from '@deconv/datasets';
import { withoutMark } from '@deconv/untrusted';
import { mutateBytes } from '../mutateBytes.js';
import { mutateJson } from '../mutateJson.js';
import type { Files, Input, Seed } from './Kind.js';

export const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
export const json = (value: unknown): Uint8Array<ArrayBuffer> => encode(JSON.stringify(value));

/** Changes the content of one file. */
type ChangeFile = (
  bytes: Uint8Array<ArrayBuffer>,
  random: Random,
) => { bytes: Uint8Array<ArrayBuffer>; changes: string[] };

/**
 * Changes one file of a model's folder, sometimes two, or takes one away.
 * @param model the file that says what the model is, and how it is changed
 */
export function mutateFolder(
  { name, files }: Seed,
  random: Random,
  model: string,
  change: ChangeFile,
): Input {
  const changed: Files = { ...files };
  const changes: string[] = [];
  for (let i = random.pick([1, 1, 1, 2]); i > 0; i--) {
    const file = random.chance(0.7) ? model : random.pick(Object.keys(files));
    // What was changed is changed no more: it may be nested too deeply to be walked through.
    if (changed[file] !== files[file]) continue;
    if (file !== model && random.chance(0.05)) {
      // Names of files of a seed are its own.
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete changed[file];
      changes.push(`${file}: gone`);
      continue;
    }
    const how = file === model ? change : file.endsWith('.json') ? changeJson() : mutateBytes;
    const made = how(changed[file]!, random);
    changed[file] = made.bytes;
    changes.push(...made.changes.map((each) => `${file}: ${each}`));
  }
  return { seed: name, files: changed, changes };
}

/** Changes JSON in its tree, and now and then as bytes. */
export function changeJson(hot?: RegExp): ChangeFile {
  return (bytes, random) => {
    if (random.chance(0.05)) return mutateBytes(bytes, random);
    const { text, changes } = mutateJson(withoutMark(decode(bytes)), random, hot);
    return { bytes: encode(text), changes };
  };
}

/** What may lie beside a model. @param classes that it tells apart */
export const beside = (classes: number, inputSize?: number): Files => ({
  'labels.json': json(Array.from({ length: classes }, (_, i) => `class ${i}`)),
  'preprocess.json': json({
    ...(inputSize === undefined ? {} : { inputSize }),
    channelOrder: 'BGR',
    meanSubtract: [104, 117, 124],
    scale: 0.5,
  }),
});
