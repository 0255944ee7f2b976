import { quantityInWords } from '@deconv/experiments';
import { shortSideOf, type InputSize } from '@deconv/pictures';
import { numbersIn, type TransformName } from '@deconv/results';
import { worthALook, type Answers } from './answersOf.js';
import type { ChosenLayers } from './chooseLayers.js';
import { spread, type Extent } from './extent.js';
import { namedImages } from './namedImages.js';
import type { Planned } from './Planned.js';

/** What is known before the probes run. */
export interface Subject {
  model: string;
  /** Images or folders of them, as they were named. */
  given: readonly string[];
  /** How many images are in them. */
  total: number;
  /** Those that are looked at. */
  images: readonly string[];
  layers: ChosenLayers;
  extent: Extent;
  seed: number;
  inputSize: InputSize;
  /** Options that all commands take. */
  common: readonly string[];
  /** Undefined where the model gives no answer. */
  answers: Answers | undefined;
  landmarks: string | undefined;
  checkpoints: string | undefined;
  /** How many images have landmarks, and how many checkpoints there are. */
  counts: { marked: number; checkpoints: number };
}

/** Tasks of a section, or why there are none. */
export type Planner = (subject: Subject) => Planned[] | string;

const NO_ANSWER = 'The model’s answer cannot be computed; see the model doctor.';

export function filters(subject: Subject): Planned[] {
  const { model, images, extent, common } = subject;
  const looked = spread(images, extent.dead);
  const named = namedImages(subject, looked).flatMap((image) => ['--images', image]);
  const args = ['diagnose', model, ...named, ...common];
  const about = `Dead units are those that stayed silent on ${looked.length} images.`;
  return [{ folder: 'filters', args, out: '.', passes: looked.length, about }];
}

export function top(subject: Subject): Planned[] {
  const { model, images, layers, extent, seed, common } = subject;
  const looked = spread(images, extent.images);
  const maps = ['--channels', `random:${extent.maps}`, '--seed', String(seed)];
  const args = [
    'top',
    model,
    ...namedImages(subject, looked),
    `--layer=${layers.names.join()}`,
    ...maps,
    ...common,
  ];
  const about = `${layers.why} Of each, up to ${extent.maps} feature maps drawn at random (seed ${seed}), over ${looked.length} images.`;
  const drawn = layers.names.length * extent.maps * 9;
  return [{ folder: 'top', args, out: '.', passes: looked.length + drawn / 2, about }];
}

/** A task of a section that looks at images whose answers are worth a look. */
interface Look {
  /** The command with its options; the image comes behind the model. */
  command: (subject: Subject) => [name: string, ...options: string[]];
  about: (subject: Subject) => string;
  passes: number;
}

/** Tasks that look at answers, one an image. @param folder of the first, without its number */
export const ofAnswers =
  (folder: string, { command, about, passes }: Look): Planner =>
  (subject) => {
    const { model, answers, extent, common } = subject;
    if (!answers) return NO_ANSWER;
    return worthALook(answers, extent.occluded).map((answer, i): Planned => {
      const [name, ...options] = command(subject);
      return {
        folder: `${folder}-${i + 1}`,
        args: [name, model, answer.image, ...options, ...common],
        out: '.',
        passes,
        title: reason(answer),
        about: about(subject),
      };
    });
  };

/** Places of the square along a side, about. */
const PLACES = 14;

export const occlusion = ofAnswers('occlusion', {
  command(subject) {
    const { size, stride } = squareFor(subject);
    return ['occlude', '--size', String(size), '--stride', String(stride)];
  },
  about(subject) {
    const { size, stride } = squareFor(subject);
    return `A grey square of ${size} × ${size} pixels, every ${stride}.`;
  },
  passes: PLACES ** 2 / 2,
});

function squareFor({ inputSize }: Subject) {
  const side = shortSideOf(inputSize);
  const size = Math.max(1, Math.round(side / 6));
  return { size, stride: Math.max(1, Math.round((side - size) / PLACES)) };
}

function reason({ label, index, shown, ...said }: Answers['all'][number]): string {
  const sure = `${label}, ${quantityInWords(said, numbersIn(said))}`;
  if (shown === undefined) return `Answered: ${sure}`;
  return index === shown ? `Right: ${sure}` : `Wrong: ${sure}`;
}

const MOVES = {
  'translate-x': 'Shifted',
  scale: 'Scaled',
  rotate: 'Turned',
} as const satisfies Partial<Record<TransformName, string>>;

export function invariance({
  model,
  images,
  layers,
  extent,
  common,
  answers,
}: Subject): Planned[] | string {
  if (!answers) return NO_ANSWER;
  const moved = spread(images, extent.moved);
  const [first, last] = [layers.names[0]!, layers.names.at(-1)!];
  return Object.entries(MOVES).map(([transform, title]): Planned => {
    const names = [...new Set([first, last])].join();
    const args = ['invariance', model, ...moved, '--transform', transform, `--layers=${names}`];
    const folder = `invariance-${transform}`;
    const about = `${moved.length} images, spread evenly over all.`;
    const passes = moved.length * 30;
    const rest = { out: '.', passes, title, about };
    return { folder, args: [...args, ...common], ...rest };
  });
}

/** Squares that an image is masked with: some parts, and twenty at random of either kind. */
const MASKS = 45;

export function correspondence(subject: Subject): Planned[] | string {
  const { model, given, landmarks, layers, common, counts } = subject;
  if (landmarks === undefined) return 'It needs --landmarks: where parts are in the images.';
  const names = layers.names.slice(-2).join();
  const args = ['correspond', model, ...given, '--landmarks', landmarks, `--layers=${names}`];
  const about = 'Lower is more alike; compare with masks at random places.';
  const task = { args: [...args, ...common], reads: [landmarks, ...given], out: '.', about };
  return [{ folder: 'correspondence', ...task, passes: counts.marked * MASKS }];
}

/** Images and maps that are followed through training. */
const FOLLOWED = { images: 100, maps: 4 };

export function evolution(subject: Subject): Planned[] | string {
  const { images, checkpoints, layers, seed, common, counts } = subject;
  if (checkpoints === undefined)
    return 'There are no checkpoints: name a folder of them with --checkpoints.';
  const looked = spread(images, FOLLOWED.images);
  const names = [layers.names[0]!, layers.names.at(-1)!].join();
  const maps = ['--channels', `random:${FOLLOWED.maps}`, '--seed', String(seed)];
  const named = namedImages(subject, looked);
  const args = ['evolution', checkpoints, ...named, `--layers=${names}`, ...maps, ...common];
  const about = `${FOLLOWED.maps} feature maps of the first and the last of the layers, over ${looked.length} images.`;
  const task = {
    args,
    reads: [checkpoints],
    out: '.',
    passes: looked.length * counts.checkpoints,
    about,
  };
  return [{ folder: 'evolution', ...task }];
}

export function controls({ model, images, answers, layers, common }: Subject): Planned[] {
  const image = answers ? worthALook(answers, 1)[0]!.image : images[0]!;
  const asked = [`--layer=${layers.names.at(-1)!}`, '--control', 'cascade', '--json'];
  const args = ['project', model, image, ...asked, ...common];
  const about = 'Weights become random in the unit’s layer, then in the one below too, and so on.';
  const files = { out: 'project.png', printed: 'project.json' };
  return [{ folder: 'controls', args, ...files, passes: 20, about }];
}
