import type { Fit } from '@deconv/datasets/node';
import { addedInWords } from '@deconv/experiments';
import { recordOf, type Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { answerField, predictionsOf, requireAnswer } from '@deconv/probes';
import type { Prediction } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import type { classifyArguments } from './arguments/classify.js';
import type { Typed } from './arguments/Typed.js';
import { computedOn } from './backend/computedOn.js';
import { startBackend } from './backend/startBackend.js';
import { jsonPrinter, textPrinter, type Printer } from './classify/Printer.js';
import { decodeAhead } from './decodeAhead.js';
import { imagesOf } from './imagesOf.js';
import { Incomplete } from './Incomplete.js';
import { interruptible } from './interruptible.js';
import { openModel } from './openModel.js';
import { openingOf } from './modelArguments.js';
import { fitOf, wholeNumber } from './options.js';
import { progress } from './progress.js';
import { say } from './say.js';

export async function classify({ args }: Typed<typeof classifyArguments>) {
  const top = wholeNumber('top', args.top, 1);
  const fit = fitOf(args.fit);
  const started = await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  const backend = computedOn(started, model.network);
  const { kind, added } = requireAnswer(model);
  const { images } = await imagesOf(args._.slice(1));
  const { answer = { kind } } = answerField(model);
  const printer = args.json ? jsonPrinter({ backend, answer }) : textPrinter();
  if (added) say(addedInWords(added));
  return interruptible(INTERRUPTED, (signal) =>
    answerAll(model, images, { top, fit, printer, signal }),
  );
}

const INTERRUPTED = 'interrupted; what was answered until then is printed';

interface Answering {
  top: number;
  fit: Fit;
  printer: Printer;
  signal: AbortSignal;
}

/**
 * Answers to images, and prints the answers as they come.
 * @throws Incomplete where some failed, or it is interrupted; what was answered is printed
 */
async function answerAll(
  model: Model,
  images: readonly string[],
  { top, fit, printer, signal }: Answering,
): Promise<void> {
  const report = progress(images.length);
  const errors: string[] = [];
  let done = 0;
  for await (const pixels of decodeAhead(images, { size: model.preprocess.inputSize, fit })) {
    if (signal.aborted) break;
    const image = images[done]!;
    if (pixels instanceof Error) {
      errors.push(pixels.message);
      await printer.add({ image, error: pixels.message });
    } else await printer.add({ image, predictions: await predict(model, pixels, top) });
    report(++done);
  }
  await printer.end(images.length - done);
  const failed = errors.length ? [summaryOf(errors, images.length)] : [];
  if (done < images.length) throw new Incomplete([INTERRUPTED, ...failed].join('; '), '');
  if (errors.length) throw new Incomplete(failed.join(), '');
}

async function predict(model: Model, pixels: Pixels, top: number): Promise<Prediction[]> {
  const record = await recordOf(model, pixels, { only: [model.network.answer!] });
  return predictionsOf(record, model, top).finally(() => record.dispose());
}

function summaryOf(errors: readonly string[], total: number): string {
  const told = errors.map(visibleName);
  if (total === 1) return told[0]!;
  return [`${errors.length} of ${total} images failed`, ...told].join('\n  ');
}
