import { EXPERIMENTS, runExperiment } from '@deconv/experiments';
import type { Results } from '@deconv/results';
import type { ProbeRequest } from '../../contract.js';
import { checkpointsOf, thisAlone } from './checkpointsOf.js';
import { markedPorts } from './markedPorts.js';
import { photosOf, portsOf } from './portsOf.js';
import type { Workplace } from './Workplace.js';

/** Milliseconds between two parts of a result: a page draws no faster. */
const PAUSE = 80;

/** Runs an experiment: the numbers are those of the command of its name. */
export function runProbe(request: ProbeRequest, place: Workplace): Promise<Results> {
  switch (request.probe) {
    case 'top': {
      const { probe, images, ...asked } = request;
      return runExperiment(EXPERIMENTS[probe], asked, portsOf(images, place));
    }
    case 'occlude': {
      const { probe, image, others = [], ...asked } = request;
      const ports = portsOf([image], place, [image, ...others]);
      const more = { others: photosOf(others), onPart: atTimes(place.onPart) };
      return runExperiment(EXPERIMENTS[probe], asked, { ...ports, ...more });
    }
    case 'invariance': {
      const { probe, images, ...asked } = request;
      return runExperiment(EXPERIMENTS[probe], asked, portsOf(images, place));
    }
    case 'evolution': {
      const { probe, images, checkpoints: asCheckpoints, ...asked } = request;
      const checkpoints = checkpointsOf(asCheckpoints, place);
      const ports = { ...portsOf(images, place), checkpoints };
      return runExperiment(EXPERIMENTS[probe], asked, ports);
    }
    case 'correspond': {
      const { probe, images, landmarks, ...asked } = request;
      return runExperiment(EXPERIMENTS[probe], asked, markedPorts(images, landmarks, place));
    }
    case 'diagnose': {
      const { probe, images = [], ...asked } = request;
      const ports = portsOf(images, place);
      const checkpoints = [thisAlone(ports)];
      return runExperiment(EXPERIMENTS[probe], asked, { ...ports, checkpoints });
    }
  }
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
