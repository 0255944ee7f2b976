import type { Model } from '@deconv/models';
import { join } from 'node:path';
import type { Asked } from './Asked.js';
import { readAnswers } from './readAnswers.js';
import { spread } from './extent.js';
import { folderSize } from './folderSize.js';
import { filesToCarry } from './live/carry.js';
import { layersOf } from './layersOf.js';
import { planTasks } from './planTasks.js';
import { ReportRun } from './ReportRun.js';
import type { LeftOut } from './Section.js';
import { shortener } from './shortener.js';
import { checkpointsOf, stateOf } from './stateOf.js';
import { Workroom } from './Workroom.js';
import { writeReport } from './writeReport.js';

/** What was made. */
export interface MadeReport {
  page: string;
  parts: string[];
  /** How many parts were made now, and not before. */
  fresh: number;
  leftOut: LeftOut[];
  seconds: number;
  bytes: number;
  /** What it carries to compute with, if anything. */
  live?: { bytes: number; photos: number };
}

/** Runs the probes whose results are not there yet, and writes the page. */
export async function makeReport(model: Model, asked: Asked): Promise<MadeReport> {
  const began = performance.now();
  const { source, folder, options, common, signal } = asked;
  // What cannot be taken along is said before minutes of computing.
  if (options.live) await filesToCarry(model, source);
  const layers = layersOf(model, options.layers);
  const run = await ReportRun.open(folder);
  const shorten = shortener(options.images);
  const base = await stateOf(model, asked.images);
  const room = new Workroom({ run, base, images: new Set(asked.images), shorten, signal });
  const images = spread(asked.images, options.extent.images);
  const answered = await readAnswers(model, asked, images, room);
  const answers = answered?.found;
  const looked = { given: options.images, total: asked.images.length, images };
  const subject = { ...options, ...looked, model: source, layers, answers, common };
  const checkpoints = options.checkpoints ?? (await checkpointsOf(source));
  const { inputSize } = model.preprocess;
  const plan = planTasks({ ...subject, inputSize, checkpoints }, options.sections);
  await room.makeAll(plan.tasks);
  const parts = [...(answered ? [answered.task] : []), ...plan.tasks].map((task) => task.folder);
  await run.keepOnly(parts);
  const carried = await writeReport(model, { ...asked, run, plan, answers, shorten, images });
  const live = carried && {
    bytes: await folderSize(join(folder, 'live')),
    photos: carried.photos.size,
  };
  return {
    page: join(folder, 'index.html'),
    parts,
    fresh: room.fresh,
    leftOut: plan.leftOut,
    seconds: (performance.now() - began) / 1000,
    bytes: await folderSize(folder),
    ...(live && { live }),
  };
}
