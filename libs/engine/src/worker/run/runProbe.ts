import {
  EXPERIMENTS,
  runExperiment,
  type AskedOf,
  type DrawingPorts,
  type Experiment,
  type ExperimentName,
  type OptionsSchema,
  type Ports,
  type PortsOf,
  type RunningWith,
} from '@deconv/experiments';
import type { Results } from '@deconv/results';
import type { NamedPicture, ProbeRequest } from '../../contract.js';
import { checkpointsOf, thisAlone } from './checkpointsOf.js';
import { markedPorts } from './markedPorts.js';
import { photosOf, portsOf } from './portsOf.js';
import type { ProbeContext } from './ProbeContext.js';

/** Milliseconds between two parts of a result: a page draws no faster. */
const PAUSE = 80;

/** Experiments that need more than photos and a place for pictures. */
type Special = Exclude<ExperimentName, RunningWith<DrawingPorts>>;

type RequestOf<E extends ExperimentName> = Omit<Extract<ProbeRequest, { probe: E }>, 'probe'>;

/** What they are asked, apart from what they look at, and what they are given. */
const GIVEN: {
  [E in Special]: (
    request: RequestOf<E>,
    context: ProbeContext,
  ) => { asked: AskedOf<E>; ports: PortsOf<E> };
} = {
  occlude({ image, others = [], ...asked }, context) {
    const ports = portsOf([image], context, [image, ...others]);
    return {
      asked,
      ports: { ...ports, others: photosOf(others), onPart: atTimes(context.onPart) },
    };
  },
  evolution({ images, checkpoints, ...asked }, context) {
    const ports = { ...portsOf(images, context), checkpoints: checkpointsOf(checkpoints, context) };
    return { asked, ports };
  },
  correspond({ images, landmarks, ...asked }, context) {
    return { asked, ports: markedPorts(images, landmarks, context) };
  },
  diagnose({ images = [], ...asked }, context) {
    const ports = portsOf(images, context);
    return { asked, ports: { ...ports, checkpoints: [thisAlone(ports)] } };
  },
};

const ofPhotos = ({ images, ...asked }: { images: NamedPicture[] }, context: ProbeContext) => ({
  asked,
  ports: portsOf(images, context),
});

/** Runs an experiment: the numbers are those of the command of its name. */
export function runProbe(
  { probe, ...request }: ProbeRequest,
  context: ProbeContext,
): Promise<Results> {
  // Entries of one name go together, which types cannot follow through a table.
  const given = (probe in GIVEN ? GIVEN[probe as Special] : ofPhotos) as (
    request: object,
    context: ProbeContext,
  ) => { asked: Record<string, unknown>; ports: Ports };
  const experiment = EXPERIMENTS[probe] as unknown as Experiment<OptionsSchema, Results>;
  const { asked, ports } = given(request, context);
  return runExperiment(experiment, asked, ports);
}

/** Tells of what is there so far, but no faster than a page draws. */
function atTimes(onPart: ProbeContext['onPart']): (make: () => Results) => void {
  let told = -Infinity;
  return (make) => {
    if (performance.now() - told < PAUSE) return;
    told = performance.now();
    onPart(make());
  };
}
