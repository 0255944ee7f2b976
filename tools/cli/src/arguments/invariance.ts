import { EXPERIMENTS } from '@deconv/experiments';
import { photosArguments } from '../experiment/photosArguments.js';

/** What is drawn of its document for people. */
export const DRAWN = ['curves.svg', 'moved.png'] as const;

/** What `deconv invariance` takes. */
export const invarianceArguments = photosArguments(EXPERIMENTS.invariance, {
  flags: { layers: { required: true } },
  drawn: DRAWN,
});
