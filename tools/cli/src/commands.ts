import {
  EXPERIMENTS,
  type Experiment,
  type ExperimentName,
  type OptionsSchema,
  type Ports,
  type RunningWith,
} from '@deconv/experiments';
import type { Results } from '@deconv/results';
import type { ArgsDef } from 'citty';
import type { Typed } from './arguments/Typed.js';

// Each command knows its own arguments; here only their common side counts.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Run = (typed: Typed<any>) => unknown;

interface Command {
  /** What it takes: all that its help and a wrong use need, which is little. */
  takes: () => Promise<ArgsDef>;
  /** Brings what it does, with what that needs and nothing that only others need: all of it takes a second to load. */
  load: () => Promise<Run>;
}

export interface Entry extends Command {
  description: string;
}

/** Commands of experiments that need more than photos, or draw what only they draw. */
const OWN: Record<Exclude<ExperimentName, RunningWith<Ports>>, Command> &
  Partial<Record<ExperimentName, Command>> = {
  top: {
    takes: async () => (await import('./arguments/top.js')).topArguments,
    load: async () => (await import('./top.js')).top,
  },
  occlude: {
    takes: async () => (await import('./arguments/occlude.js')).occludeArguments,
    load: async () => (await import('./occlude.js')).occlude,
  },
  invariance: {
    takes: async () => (await import('./arguments/invariance.js')).invarianceArguments,
    load: async () => (await import('./invariance.js')).invariance,
  },
  evolution: {
    takes: async () => (await import('./arguments/evolution.js')).evolutionArguments,
    load: async () => (await import('./evolution.js')).evolution,
  },
  correspond: {
    takes: async () => (await import('./arguments/correspond.js')).correspondArguments,
    load: async () => (await import('./correspond.js')).correspond,
  },
  diagnose: {
    takes: async () => (await import('./arguments/diagnose.js')).diagnoseArguments,
    load: async () => (await import('./diagnose.js')).diagnose,
  },
};

/** Commands of all experiments. */
function ofExperiments(): [string, Entry][] {
  return Object.keys(EXPERIMENTS).map((key) => {
    const name = key as ExperimentName;
    const experiment = EXPERIMENTS[name] as unknown as Experiment<OptionsSchema, Results>;
    const ofPhotos: Command = {
      takes: async () =>
        (await import('./experiment/photosArguments.js')).photosArguments(experiment),
      load: async () => (await import('./experiment/photosCommand.js')).photosCommand(experiment),
    };
    return [name, { description: experiment.question, ...(OWN[name] ?? ofPhotos) }];
  });
}

/** All commands, by their names, which come from outside. */
export const COMMANDS = new Map<string, Entry>([
  [
    'inspect',
    {
      description: 'List every layer of a model and what can be projected',
      takes: async () => (await import('./arguments/inspect.js')).inspectArguments,
      load: async () => (await import('./inspect.js')).inspect,
    },
  ],
  [
    'classify',
    {
      description: 'Name what a model sees in images',
      takes: async () => (await import('./arguments/classify.js')).classifyArguments,
      load: async () => (await import('./classify.js')).classify,
    },
  ],
  [
    'project',
    {
      description: 'Trace one unit of a layer back to the pixels of an image',
      takes: async () => (await import('./arguments/project.js')).projectArguments,
      load: async () => (await import('./project.js')).project,
    },
  ],
  ...ofExperiments(),
  [
    'report',
    {
      description: 'Make a page of what a model sees in images: one folder, to open or to send',
      takes: async () => (await import('./arguments/report.js')).reportArguments,
      load: async () => (await import('./report.js')).report,
    },
  ],
  [
    'ablate',
    {
      description: 'Train networks that differ in one thing, and compare them',
      takes: async () => (await import('./arguments/ablate.js')).ablateArguments,
      load: async () => (await import('./ablate.js')).ablate,
    },
  ],
  [
    'transfer',
    {
      description: 'Teach a network’s features the classes of other data',
      takes: async () => (await import('./arguments/transfer.js')).transferArguments,
      load: async () => (await import('./transfer.js')).transfer,
    },
  ],
  [
    'layers',
    {
      description: 'How well each layer tells the classes of other data apart',
      takes: async () => (await import('./arguments/layers.js')).layersArguments,
      load: async () => (await import('./layers.js')).layers,
    },
  ],
  [
    'train',
    {
      description: 'Train a network on folders of images, one a class',
      takes: async () => (await import('./arguments/train.js')).trainArguments,
      load: async () => (await import('./train.js')).train,
    },
  ],
  [
    'import',
    {
      description: 'Make a model folder of an ONNX file, and verify it',
      takes: async () => (await import('./arguments/import.js')).importArguments,
      load: async () => (await import('./import.js')).importModel,
    },
  ],
  [
    'export',
    {
      description: 'Write a network as an ONNX file, and verify it',
      takes: async () => (await import('./arguments/export.js')).exportArguments,
      load: async () => (await import('./export.js')).exportModel,
    },
  ],
  [
    'models',
    {
      description: 'List well-known networks; add NAME downloads one',
      takes: async () => (await import('./arguments/models.js')).modelsArguments,
      load: async () => (await import('./models.js')).models,
    },
  ],
]);
