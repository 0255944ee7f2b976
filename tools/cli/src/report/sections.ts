import {
  controls,
  correspondence,
  evolution,
  filters,
  invariance,
  occlusion,
  ofAnswers,
  top,
  type Planner,
} from './planners.js';

/** A part of a report: what it begins with, and how it comes about. */
export interface SectionTraits {
  title: string;
  /** What to notice. */
  lede: string;
  /** Element that draws the section's documents. */
  element?: string;
  /** Which commands fill it. Absent where it is made of what is known anyway. */
  plan?: Planner;
  /** Options of the report that it is made with, beside those of all. */
  reads?: readonly ('landmarks' | 'checkpoints' | 'seed' | 'layers' | 'live')[];
  /** It begins with what the network answers. */
  answers?: true;
}

/** Parts of a report, in their order. */
export const SECTIONS = {
  model: {
    title: 'What is this network?',
    lede: 'Every layer, from pixels to answer: the size of its maps, what one unit of it sees of the image (its receptive field), and whether a unit can be traced back to pixels.',
  },
  answers: {
    title: 'What does it answer?',
    lede: 'One forward pass for each image.',
    answers: true,
  },
  filters: {
    title: 'Which filters have learned something?',
    lede: 'Some may be much larger than the rest and drown them, some may never respond, some may be copies of each other.',
    element: 'deconv-filters',
    plan: filters,
    reads: ['live'],
  },
  top: {
    title: 'What do its feature maps look for?',
    lede: 'For each feature map the nine images that excite it most: the patch that did, and the projection of the activation down to pixels. A projection is of that image too, not of the map alone.',
    element: 'deconv-grid',
    plan: top,
    reads: ['seed', 'layers', 'live'],
  },
  occlusion: {
    title: 'Is it looking at the object?',
    lede: 'A square covers the image place by place. Where the probability falls, the answer hangs on what was covered.',
    element: 'deconv-occlusion',
    plan: occlusion,
    reads: ['live'],
    answers: true,
  },
  attribution: {
    title: 'Which pixels is the answer owed to?',
    lede: 'Integrated gradients: orange pixels speak for the answer, blue ones against it, and all of them add up to what the image adds to a black one.',
    element: 'deconv-attribution',
    plan: ofAnswers('attribution', {
      command: () => ['attribute'],
      about: () => 'Fifty steps from a black image.',
      passes: 150,
    }),
    reads: ['live'],
    answers: true,
  },
  invariance: {
    title: 'What leaves it unmoved?',
    lede: 'Images are moved, scaled and turned. Curves near zero are features that stay the same; the probability tells when the network is lost.',
    element: 'deconv-invariance',
    plan: invariance,
    reads: ['layers', 'live'],
    answers: true,
  },
  correspondence: {
    title: 'Do parts correspond?',
    lede: 'The same part is masked in different images. Where the features change more alike than with random masks, the network relates the part.',
    element: 'deconv-correspondence',
    plan: correspondence,
    reads: ['landmarks', 'layers', 'live'],
  },
  evolution: {
    title: 'When did features become what they are?',
    lede: 'The strongest activation of a feature map at each checkpoint of the training, projected.',
    element: 'deconv-evolution',
    plan: evolution,
    reads: ['checkpoints', 'seed', 'layers'],
  },
  controls: {
    title: 'How much of a projection is the network’s?',
    lede: 'The same unit, with random weights in more and more layers below it. What stays alike does not come from what was replaced: much of any projection is the image’s edges and the switches.',
    plan: controls,
    reads: ['layers'],
    answers: true,
  },
  made: {
    title: 'How was this made?',
    lede: 'Each part by one command, which can be run alone, in the folder in which the report was made.',
  },
} as const satisfies Readonly<Record<string, SectionTraits>>;

export type SectionName = keyof typeof SECTIONS;

export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

/** The sections of which something holds. */
export const sectionsThat = (holds: (section: SectionTraits) => boolean): readonly SectionName[] =>
  SECTION_NAMES.filter((name) => holds(SECTIONS[name]));
