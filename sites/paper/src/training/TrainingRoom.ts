import { CHANCE, STEPS, TrainingRun } from './TrainingRun.js';
import { drawFilters } from './drawFilters.js';
import { drawLessons, type Lessons } from './drawLessons.js';
import { drawScenes } from './drawScenes.js';
import { progressInWords } from './progressInWords.js';
import { renderCurve } from './renderCurve.js';

/** A figure in which a network learns: start, pause, go on, start over. */
export class TrainingRoom {
  #lessons: Lessons | undefined;
  #run: TrainingRun | undefined;
  #drawing = false;

  constructor(private readonly figure: HTMLElement) {
    this.#button('start').addEventListener('click', () => void this.#startOrPause());
    this.#button('reset').addEventListener('click', () => this.#reset());
    this.#draw();
  }

  async #startOrPause(): Promise<void> {
    if (this.#run?.running) {
      this.#run.pause();
      return;
    }
    this.#button('start').disabled = true;
    try {
      const run = (this.#run ??= await this.#begin());
      this.#button('start').disabled = false;
      this.#button('reset').disabled = false;
      const going = run.go(() => this.#drawSoon());
      this.#label('Pause');
      const ended = await going;
      // Meanwhile the reader may have started over.
      if (run !== this.#run) return;
      this.#label(ended ? 'Done' : 'Go on');
      this.#button('start').disabled = ended;
      if (ended) this.#say(`Done. ${progressInWords(run)}`);
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
      this.#label('Start');
      this.#button('start').disabled = false;
    }
  }

  async #begin(): Promise<TrainingRun> {
    this.#lessons ??= await drawLessons(this.figure.dataset['drawings']!, (done, of) =>
      this.#say(`Drawing scenes: ${done} of ${of}`),
    );
    drawScenes(this.#canvas('scenes'), this.#lessons.training);
    this.#say('Starting a worker with random numbers for filters.');
    const rate = Number(this.figure.querySelector<HTMLSelectElement>('[data-rate]')!.value);
    const run = await TrainingRun.start(this.#lessons, rate);
    drawFilters(this.#canvas('filters'), run.filters);
    this.#uncover();
    return run;
  }

  /** The reader's own pictures take the place of the stills. */
  #uncover(): void {
    this.#canvas('scenes').setAttribute('aria-label', 'The first sixteen scenes to learn from');
    this.#canvas('filters').setAttribute('aria-label', 'Filters before the first step');
    for (const each of ['filters', 'scenes'] as const)
      this.#canvas(each).removeAttribute('aria-hidden');
    this.figure.dataset['begun'] = '';
  }

  #reset(): void {
    this.#run?.end();
    this.#run = undefined;
    this.#button('reset').disabled = true;
    this.#button('start').disabled = false;
    this.#label('Start');
    this.figure.querySelector('tbody')!.replaceChildren();
    this.#say('Back to random numbers.');
    this.#draw();
  }

  /** At most once a frame, however fast the steps come. */
  #drawSoon(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const run = this.#run;
    const curve = this.figure.querySelector<HTMLElement>('.training-curve')!;
    curve.innerHTML = renderCurve(run?.steps ?? [], STEPS, CHANCE);
    if (!run) return;
    const words = progressInWords(run);
    curve.setAttribute('aria-label', `Learning curve. ${words}`);
    drawFilters(this.#canvas('filters'), run.filters);
    this.#canvas('filters').setAttribute('aria-label', `Filters after step ${run.steps.length}`);
    this.figure.dataset['step'] = String(run.steps.length);
    this.#say(words);
    this.#addRows(run);
  }

  /** The same as a table: a row for each measurement on new scenes. */
  #addRows({ steps }: TrainingRun): void {
    const body = this.figure.querySelector('tbody')!;
    const measured = steps.filter(({ validation }) => validation);
    for (const { step, loss, accuracy, validation } of measured.slice(body.rows.length)) {
      const row = body.insertRow();
      const cells = [step, loss.toFixed(3), `${Math.round(100 * accuracy)} %`];
      for (const text of [...cells, validation!.loss.toFixed(3)])
        row.insertCell().textContent = String(text);
    }
  }

  #say(text: string): void {
    this.figure.querySelector('.training-status')!.textContent = text;
  }

  #label(text: string): void {
    this.#button('start').textContent = text;
  }

  #button(name: string): HTMLButtonElement {
    return this.figure.querySelector(`[data-do=${name}]`)!;
  }

  #canvas(name: string): HTMLCanvasElement {
    return this.figure.querySelector(`.training-${name}`)!;
  }
}
