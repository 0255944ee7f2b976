import type { EpochRecord, TrainingProgress } from '@deconv/training';
import { SingleBar } from 'cli-progress';
import { duration } from './duration.js';
import { say, sayOver } from './say.js';

/** Steps between two lines of a log. */
const LOGGED = 10;

/** Says on stderr how a training goes: a line that moves in a terminal, lines of JSON anywhere else. */
export class TrainingDisplay {
  readonly #terminal = process.stderr.isTTY;
  readonly #began = performance.now();
  #bar: SingleBar | undefined;
  #last: EpochRecord | undefined;

  progress(progress: TrainingProgress): void {
    const { warning } = progress;
    if (!this.#terminal) {
      if (progress.step % LOGGED === 0 || warning) log({ event: 'step', ...rounded(progress) });
      return;
    }
    this.#bar ??= startBar(progress.steps);
    this.#bar.update(progress.step, barText(progress));
    if (warning) this.#say(`warning: ${warning}`);
  }

  epoch(record: EpochRecord): void {
    this.#last = record;
    if (this.#terminal) this.#say(epochText(record));
    else log({ event: 'epoch', ...record });
  }

  /** What to print when all is done. */
  summary(folder: string): string {
    const minutes = (performance.now() - this.#began) / 60_000;
    const score = this.#last
      ? ` It gives ${percent(this.#last.validation.accuracy)} right answers on validation images.`
      : '';
    return `The network is in ${folder}, after ${minutes.toFixed(1)} minutes.${score} Look at it with: deconv inspect ${folder}`;
  }

  close(): void {
    this.#bar?.stop();
  }

  /** A line that stays, above the one that moves. */
  #say(text: string): void {
    this.#bar?.stop();
    sayOver(text, true);
    this.#bar = undefined;
  }
}

function startBar(total: number): SingleBar {
  const bar = new SingleBar({
    format: '{bar} epoch {epoch}  loss {loss}  {accuracy} right  {speed} images/s  {left} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  bar.start(total, 0, { epoch: '', loss: '', accuracy: '', speed: '', left: '' });
  return bar;
}

function barText({
  epoch,
  epochs,
  loss,
  accuracy,
  imagesPerSecond,
  secondsLeft,
}: TrainingProgress) {
  return {
    epoch: `${epoch}/${epochs}`,
    loss: loss.toFixed(3),
    accuracy: percent(accuracy),
    speed: imagesPerSecond.toFixed(0),
    left: duration(secondsLeft),
  };
}

function epochText({ epoch, training, validation }: EpochRecord): string {
  return `epoch ${epoch}: validation loss ${validation.loss.toFixed(3)}, ${percent(validation.accuracy)} right (training ${training.loss.toFixed(3)}, ${percent(training.accuracy)})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function rounded(progress: TrainingProgress): TrainingProgress {
  const { imagesPerSecond, secondsLeft } = progress;
  return {
    ...progress,
    imagesPerSecond: Math.round(10 * imagesPerSecond) / 10,
    secondsLeft: Math.round(secondsLeft),
  };
}

function log(line: object): void {
  say(JSON.stringify(line));
}
