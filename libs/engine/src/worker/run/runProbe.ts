import { EXPERIMENTS, runExperiment } from '@deconv/experiments';
import type { Results } from '@deconv/results';
import type { ProbeRequest } from '../../contract.js';
import { correspond } from './correspond.js';
import { diagnose } from './diagnose.js';
import { evolution } from './evolution.js';
import { occlude } from './occlude.js';
import { portsOf } from './portsOf.js';
import { top } from './top.js';
import type { Workplace } from './Workplace.js';

/** Runs an experiment: the numbers are those of the command of its name. */
export function runProbe(request: ProbeRequest, place: Workplace): Promise<Results> {
  switch (request.probe) {
    case 'top':
      return top(request, place);
    case 'occlude':
      return occlude(request, place);
    case 'invariance': {
      const { probe, images, ...asked } = request;
      return runExperiment(EXPERIMENTS[probe], asked, portsOf(images, place));
    }
    case 'evolution':
      return evolution(request, place);
    case 'correspond':
      return correspond(request, place);
    case 'diagnose':
      return diagnose(request, place);
  }
}
