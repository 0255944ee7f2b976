import type { Stage } from '../../../words/Stage.js';
import { LOADING_NETWORK } from '../../../words/loadingNetwork.js';
import { guessInWords } from '../../../words/guessInWords.js';
import type { ProjectionController } from './ProjectionController.js';

/** What a screen reader is told: the steps that matter, never every percent. */
export function announcement(work: ProjectionController, stage: Stage): string {
  if (work.photoError) return work.photoError.message;
  switch (stage) {
    case 'idle':
      return '';
    case 'loading':
      return `${LOADING_NETWORK}.`;
    case 'computing':
      return 'Computing.';
    case 'error':
      return work.error?.message ?? 'The computing stopped.';
    case 'ready':
      return result(work);
  }
}

function result({ photo, projections }: ProjectionController): string {
  const [guess] = photo?.predictions ?? [];
  const shown = projections ? `${projections.layer}: ${projections.views.length} units shown.` : '';
  return guess ? `${guessInWords(guess).join(': ')}. ${shown}` : shown;
}
