import type { Model } from '@deconv/models';
import { FORMAT, VERSION } from '@deconv/results';
import { join } from 'node:path';
import { fingerprint } from '../fingerprint.js';
import { identityOf, type Subject } from '../identity/identityOf.js';
import { DECONV_VERSION } from '../version.js';
import { matchLandmarks } from '../correspond/matchLandmarks.js';
import { readLandmarks } from '../correspond/readLandmarks.js';
import { openCheckpoints } from '../openCheckpoints.js';
import type { Asked } from './Asked.js';
import { checkpointsOf } from './checkpointsOf.js';
import { readAnswers } from './readAnswers.js';
import { spread } from './extent.js';
import { commandTeller } from './commandTeller.js';
import { folderSize } from './folderSize.js';
import { filesToCarry } from './live/carry.js';
import { imageNames } from './imageNames.js';
import { layersOf } from './layersOf.js';
import { planTasks } from './planTasks.js';
import { placeHider } from './placeHider.js';
import { ReportRun } from './ReportRun.js';
import type { LeftOut } from './Task.js';
import { TaskRunner } from './TaskRunner.js';
import { tasksAtOnce } from './tasksAtOnce.js';
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

/** Raised with which commands make the parts, and how they are written. */
const WORK = `report 1, Deconv ${DECONV_VERSION}, ${FORMAT} ${VERSION}`;

/** What all parts hang on. */
const subjectOf = (model: Model, images: readonly string[]): Subject => ({
  work: WORK,
  // The network is the same, whatever its numbers are taken for.
  options: { labels: JSON.stringify(model.labels), answer: JSON.stringify(model.answer) },
  images,
  network: fingerprint(model),
});

/** How many images have landmarks. @throws Error where none has, before minutes of computing */
async function countMarked({ options }: Asked): Promise<number> {
  const { landmarks, images, sections } = options;
  if (landmarks === undefined || !sections.includes('correspondence')) return 0;
  const { marked } = await matchLandmarks(images, await readLandmarks(landmarks), landmarks);
  return marked.length;
}

/** Where what the model was during its training lies, and how often. @throws Error where it is none */
async function checkpointsFor({ source, options }: Asked) {
  const folder = options.checkpoints ?? (await checkpointsOf(source));
  const asked = folder !== undefined && options.sections.includes('evolution');
  return { folder, count: asked ? (await openCheckpoints(folder)).length : 0 };
}

/** How the report tells its reader of files and folders. */
function tellingOf({ source, images, options }: Asked) {
  const { landmarks, checkpoints } = options;
  const beside = [landmarks, checkpoints].filter((path) => path !== undefined);
  const named = [source, ...options.images, ...beside];
  const tellCommand = commandTeller(named);
  return { shorten: imageNames(images, options.images), hide: placeHider(named), tellCommand };
}

const carriedIn = async (folder: string, photos: number): Promise<MadeReport['live']> => ({
  bytes: await folderSize(join(folder, 'live')),
  photos,
});

/** Runs the probes whose results are not there yet, and writes the page. */
export async function makeReport(model: Model, asked: Asked): Promise<MadeReport> {
  const began = performance.now();
  const { source, opening, folder, options, common, signal } = asked;
  // What cannot be taken along is said before minutes of computing.
  if (options.live) await filesToCarry(model, source, opening);
  const layers = layersOf(model, options.layers);
  const marked = await countMarked(asked);
  const run = await ReportRun.open(folder);
  const telling = tellingOf(asked);
  const images = spread(asked.images, options.extent.images);
  const identity = await identityOf(subjectOf(model, images), signal);
  const atOnce = tasksAtOnce(model.network);
  const runner = new TaskRunner({ run, identity, looked: images, telling, signal, atOnce });
  const answered = await readAnswers(model, asked, images, runner);
  const answers = answered?.found;
  const looked = { given: options.images, total: asked.images.length, images };
  const subject = { ...options, ...looked, model: source, layers, answers, common };
  const checkpoints = await checkpointsFor(asked);
  const counts = { marked, checkpoints: checkpoints.count };
  const plan = planTasks(
    { ...subject, inputSize: model.preprocess.inputSize, checkpoints: checkpoints.folder, counts },
    options.sections,
  );
  await runner.makeAll(plan.tasks);
  const parts = [...(answered ? [answered.task] : []), ...plan.tasks].map((task) => task.folder);
  await run.keepOnly(parts);
  const carried = await writeReport(model, {
    ...{ ...asked, run, plan, answers, images },
    shorten: telling.shorten,
  });
  const live = carried && (await carriedIn(folder, carried.photos.size));
  return {
    page: join(folder, 'index.html'),
    parts,
    fresh: runner.fresh,
    leftOut: plan.leftOut,
    seconds: (performance.now() - began) / 1000,
    bytes: await folderSize(folder),
    ...(live && { live }),
  };
}
