import {
  EXPERIMENTS,
  type Experiment,
  type ExperimentName,
  type OptionsSchema,
  type Ports,
  type RunningWith,
} from '@deconv/experiments';
import type { Results } from '@deconv/results';
import type { CommandDef } from 'citty';

// Each command knows its own arguments; here only their common side counts.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Command = CommandDef<any>;

interface Entry {
  description: string;
  /** Brings what the command needs, and nothing that only others need: all of them take a second to load. */
  load: () => Promise<Command>;
}

/** Commands of experiments that need more than photos, or draw what only they draw. */
const OWN: Record<Exclude<ExperimentName, RunningWith<Ports>>, Entry['load']> &
  Partial<Record<ExperimentName, Entry['load']>> = {
  top: async () => (await import('./top.js')).top,
  occlude: async () => (await import('./occlude.js')).occlude,
  invariance: async () => (await import('./invariance.js')).invariance,
  evolution: async () => (await import('./evolution.js')).evolution,
  correspond: async () => (await import('./correspond.js')).correspond,
  diagnose: async () => (await import('./diagnose.js')).diagnose,
};

/** Commands of all experiments. */
function ofExperiments(): [string, Entry][] {
  return Object.keys(EXPERIMENTS).map((key) => {
    const name = key as ExperimentName;
    const experiment = EXPERIMENTS[name] as unknown as Experiment<OptionsSchema, Results>;
    const load = async () =>
      (await import('./experiment/photosCommand.js')).photosCommand(experiment);
    return [name, { description: experiment.question, load: OWN[name] ?? load }];
  });
}

/** All commands, by their names, which come from outside. */
export const COMMANDS = new Map<string, Entry>([
  [
    'inspect',
    {
      description: 'List every layer of a model and what can be projected',
      load: async () => (await import('./inspect.js')).inspect,
    },
  ],
  [
    'classify',
    {
      description: 'Name what a model sees in images',
      load: async () => (await import('./classify.js')).classify,
    },
  ],
  [
    'project',
    {
      description: 'Trace one unit of a layer back to the pixels of an image',
      load: async () => (await import('./project.js')).project,
    },
  ],
  ...ofExperiments(),
  [
    'report',
    {
      description: 'Make a page of what a model sees in images: one folder, to open or to send',
      load: async () => (await import('./report.js')).report,
    },
  ],
  [
    'ablate',
    {
      description: 'Train networks that differ in one thing, and compare them',
      load: async () => (await import('./ablate.js')).ablate,
    },
  ],
  [
    'transfer',
    {
      description: 'Teach a network’s features the classes of other data',
      load: async () => (await import('./transfer.js')).transfer,
    },
  ],
  [
    'layers',
    {
      description: 'How well each layer tells the classes of other data apart',
      load: async () => (await import('./layers.js')).layers,
    },
  ],
  [
    'train',
    {
      description: 'Train a network on folders of images, one a class',
      load: async () => (await import('./train.js')).train,
    },
  ],
  [
    'import',
    {
      description: 'Make a model folder of an ONNX file, and verify it',
      load: async () => (await import('./import.js')).importModel,
    },
  ],
  [
    'export',
    {
      description: 'Write a network as an ONNX file, and verify it',
      load: async () => (await import('./export.js')).exportModel,
    },
  ],
  [
    'models',
    {
      description: 'List well-known networks; add NAME downloads one',
      load: async () => (await import('./models.js')).models,
    },
  ],
]);
