import type { Stage } from './Stage.js';
import { loadedInWords } from './loadedInWords.js';

/**
 * How far a figure is that computes, for its small print.
 * @param progress 0–1, of loading
 * @param bytes of all that is loaded, where that is known
 */
export function stageInWords(stage: Stage, progress: number, bytes?: number): string {
  switch (stage) {
    case 'idle':
      return 'Nothing computed yet';
    case 'loading':
      return loadedInWords(progress, bytes);
    case 'computing':
      return 'Computing';
    case 'ready':
      return 'Computed on your device';
    case 'error':
      return 'Stopped';
  }
}
