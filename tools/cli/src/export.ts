import type { Network } from '@deconv/core';
import { formatShape } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import { writeOnnx } from '@deconv/models/onnx';
import { requireOutput } from '@deconv/probes';
import type { exportArguments } from './arguments/export.js';
import type { Typed } from './arguments/Typed.js';
import { stat } from 'node:fs/promises';
import { startBackend } from './backend/startBackend.js';
import { verifyExport, type Verified } from './export/verifyExport.js';
import { interruptible } from './interruptible.js';
import { openingOf } from './modelArguments.js';
import { openModel } from './openModel.js';
import { UsageError } from './UsageError.js';
import { writeWhole } from './writeWhole.js';

/** `deconv export`. */
export async function exportModel({ args }: Typed<typeof exportArguments>) {
  const { out } = args;
  if (!out.endsWith('.onnx'))
    throw new UsageError(`"${out}" is no name of an ONNX file; expected one that ends in .onnx`);
  if (await stat(out).catch(() => undefined))
    throw new UsageError(`"${out}" is there already; name another file`);
  await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  requireOutput(model);
  return interruptible('interrupted; nothing is written', async (signal) => {
    const bytes = writeOnnx(model.network, doorsOf(model.network));
    const { by, share } = await verifyExport(model, bytes);
    signal.throwIfAborted();
    await writeWhole([{ path: out, bytes }]);
    return textOf(model, { by, share, out, megabytes: bytes.length / 1e6 });
  });
}

/** A model as others write it: channels first, with what the network itself outputs, no head of ours. */
const doorsOf = ({ output }: Network) =>
  ({ layout: 'channels first', outputs: [{ name: 'output', node: output! }] }) as const;

interface Written extends Verified {
  out: string;
  megabytes: number;
}

function textOf({ network }: Model, { by, share, out, megabytes }: Written): string {
  const { height, width, channels } = network.input;
  return [
    `input [batch, ${channels}, ${height}, ${width}], preprocessed; output ${formatShape(network.nodes[network.output!]!.op.shape)}`,
    `verified: ${by} differs by ${share.toExponential(1)} of the largest answer`,
    `written: ${out} (${megabytes.toFixed(1)} MB)`,
  ].join('\n');
}
