import { className, type Model } from '@deconv/models';
import { FORMAT, VERSION, type Results } from '@deconv/results';
import { fingerprint } from '../fingerprint.js';
import { nameOf } from '../nameOf.js';
import { DECONV_VERSION } from '../version.js';
import type { Answers } from './answersOf.js';
import { answersSection, imagesShown } from './answersSection.js';
import { figureOf, type Figure } from './figures.js';
import { html, type Html } from './html.js';
import { carry, leave } from './live/carry.js';
import type { Carried } from './live/Carried.js';
import { liveFigure } from './live/liveFigure.js';
import { markedPhotos } from './live/markedPhotos.js';
import { madeSection } from './madeSection.js';
import type { Asked } from './Asked.js';
import { modelSection } from './modelSection.js';
import type { Plan } from './planTasks.js';
import type { ReportRun } from './ReportRun.js';
import type { SectionName } from './sections.js';
import { thumbnails } from './thumbnails.js';
import { writePage, type Page } from './writePage.js';

interface Written extends Asked {
  run: ReportRun;
  plan: Plan;
  answers: Answers | undefined;
  shorten: (image: string) => string;
}

/** Puts the page together from what the parts hold. @returns what it carries to compute with, if it does */
export async function writeReport(model: Model, written: Written): Promise<Carried | undefined> {
  const { folder, source, images, options, plan, answers } = written;
  await leave(folder);
  const carried = options.live ? await carry(model, written) : undefined;
  const enliven = carried && (await enlivener(carried, written));
  const figures = new Map<SectionName, Figure[]>();
  for (const task of plan.tasks) {
    const figure = await figureOf(folder, task, enliven);
    figures.set(task.section, [...(figures.get(task.section) ?? []), figure]);
  }
  const contents = new Map<SectionName, Html>();
  contents.set('model', modelSection(model));
  if (answers && options.sections.includes('answers'))
    contents.set('answers', await drawnAnswers(model, answers, written));
  for (const [name, all] of figures) contents.set(name, html`${all.map(({ markup }) => markup)}`);
  contents.set('made', madeSection(written.run.made, factsOf(model, written)));
  const sections = options.sections.flatMap((name): Page['sections'] => {
    const content = contents.get(name);
    return content ? [{ name, content }] : [];
  });
  await writePage(folder, {
    network: nameOf(source),
    summary: `${images.length} images, ${model.layers.length} layers, seen by Deconv.${carried ? COMPUTES : ''}`,
    sections,
    leftOut: plan.leftOut,
    scripts: [
      ...[...figures.values()].flat().map(({ script }) => script),
      ...(carried?.holders ?? []),
    ],
  });
  return carried;
}

async function drawnAnswers(model: Model, answers: Answers, { folder, fit, shorten }: Written) {
  const shown = imagesShown(answers).flatMap((half) => half.map(({ image }) => image));
  const pictures = await thumbnails(folder, 'answers', shown, {
    fit,
    preprocess: model.preprocess,
  });
  const name = (index: number): string => className(model, index);
  const classes = model.answer!.numbers;
  return answersSection(answers, { name, classes, shorten, pictures });
}

const COMPUTES =
  ' “Run it here” computes a figure anew, on your device: network and photos lie in the page’s folder, and nothing is sent.';

/** Makes figures compute with what the report carries. */
async function enlivener(carried: Carried, { options, plan, fit }: Written) {
  const { images: given, landmarks: file } = options;
  const asks = plan.tasks.some(({ section }) => section === 'correspondence');
  const marked =
    asks && file !== undefined ? await markedPhotos(carried, { given, file, fit }) : undefined;
  return (document: Results) => liveFigure(document, carried, marked);
}

function factsOf(model: Model, { source, images, options }: Written): [string, string][] {
  return [
    ['Network', nameOf(source)],
    ['Fingerprint', fingerprint(model).slice(0, 16)],
    ['Images', String(images.length)],
    ['Seed', String(options.seed)],
    ['Deconv', DECONV_VERSION],
    ['Format', `${FORMAT}, version ${VERSION}`],
    ['Node', process.version],
  ];
}
