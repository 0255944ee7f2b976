import type { Model } from '@deconv/models';
import { requireOutput } from '@deconv/probes';
import type { importArguments } from './arguments/import.js';
import type { Typed } from './arguments/Typed.js';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { startBackend } from './backend/startBackend.js';
import { compareWithRuntime } from './import/compareWithRuntime.js';
import { importOnnx } from './import/importOnnx.js';
import { labelsJson } from './import/labelsJson.js';
import { interruptible } from './interruptible.js';
import { readerOf } from './openModel.js';
import { readText } from './readText.js';
import { UsageError } from './UsageError.js';

/** `deconv import`. */
export async function importModel({ args }: Typed<typeof importArguments>) {
  const { model: source, out } = args;
  const found = await stat(source).catch(() => undefined);
  if (!found?.isFile() || !source.endsWith('.onnx'))
    throw new UsageError(`"${source}" is no ONNX file; expected a file whose name ends in .onnx`);
  await startBackend(args);
  const beside: Record<string, string> = {};
  if (args.labels !== undefined) beside['labels.json'] = await labelsJson(args.labels);
  if (args.preprocess !== undefined) beside['preprocess.json'] = await readText(args.preprocess);
  const read = readerOf(dirname(source));
  const toImport = { read, modelFile: basename(source), out, beside };
  const lines = await interruptible('interrupted; nothing is written', (signal) =>
    importOnnx({ ...toImport, signal }, (model, bytes) =>
      checked(model, args.verify ? bytes : undefined),
    ),
  );
  return [...lines, `written: ${out}`].join('\n');
}

/** What is said of a model that is imported. @param verified its bytes, where they are to be verified */
async function checked(model: Model, verified: Uint8Array | undefined): Promise<string[]> {
  const { layers, labels } = model;
  const count = layers.filter(({ problem }) => problem === undefined).length;
  const lines = [`${count} of ${layers.length} layers can be projected; ${labels.length} labels`];
  if (!verified) return lines;
  requireOutput(model);
  const share = await compareWithRuntime(model, verified);
  return [
    ...lines,
    `verified: differs from ONNX Runtime by ${share.toExponential(1)} of the largest answer`,
  ];
}
