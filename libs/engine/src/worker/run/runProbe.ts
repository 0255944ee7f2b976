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
import type { Workplace } from './Workplace.js';

/** Milliseconds between two parts of a result: a page draws no faster. */
const PAUSE = 80;

/** Experiments that need more than photos and a place for pictures. */
type Special = Exclude<ExperimentName, RunningWith<DrawingPorts>>;

type RequestOf<E extends ExperimentName> = Omit<Extract<ProbeRequest, { probe: E }>, 'probe'>;

/** What they are asked, apart from what they look at, and what they are given. */
const GIVEN: {
  [E in Special]: (
    request: RequestOf<E>,
    place: Workplace,
  ) => { asked: AskedOf<E>; ports: PortsOf<E> };
} = {
  occlude({ image, others = [], ...asked }, place) {
    const ports = portsOf([image], place, [image, ...others]);
    return { asked, ports: { ...ports, others: photosOf(others), onPart: atTimes(place.onPart) } };
  },
  evolution({ images, checkpoints, ...asked }, place) {
    const ports = { ...portsOf(images, place), checkpoints: checkpointsOf(checkpoints, place) };
    return { asked, ports };
  },
  correspond({ images, landmarks, ...asked }, place) {
    return { asked, ports: markedPorts(images, landmarks, place) };
  },
  diagnose({ images = [], ...asked }, place) {
    const ports = portsOf(images, place);
    return { asked, ports: { ...ports, checkpoints: [thisAlone(ports)] } };
  },
};

const ofPhotos = ({ images, ...asked }: { images: NamedPicture[] }, place: Workplace) => ({
  asked,
  ports: portsOf(images, place),
});

/** Runs an experiment: the numbers are those of the command of its name. */
export function runProbe({ probe, ...request }: ProbeRequest, place: Workplace): Promise<Results> {
  // Entries of one name go together, which types cannot follow through a table.
  const given = (probe in GIVEN ? GIVEN[probe as Special] : ofPhotos) as (
    request: object,
    place: Workplace,
  ) => { asked: Record<string, unknown>; ports: Ports };
  const experiment = EXPERIMENTS[probe] as unknown as Experiment<OptionsSchema, Results>;
  const { asked, ports } = given(request, place);
  return runExperiment(experiment, asked, ports);
}

/** Tells of what is there so far, but no faster than a page draws. */
function atTimes(onPart: Workplace['onPart']): (make: () => Results) => void {
  let told = -Infinity;
  return (make) => {
    if (performance.now() - told < PAUSE) return;
    told = performance.now();
    onPart(make());
  };
}
