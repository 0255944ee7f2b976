import type { Stage } from './Stage.js';
import { formatShare } from './formatShare.js';
import { LOADING_NETWORK } from './loadingNetwork.js';

/** How far a figure is that computes, for its small print. @param progress 0–1, of loading */
export function stageInWords(stage: Stage, progress: number): string {
  switch (stage) {
    case 'idle':
      return 'Waiting';
    case 'loading':
      return `${LOADING_NETWORK}, ${formatShare(progress)}`;
    case 'computing':
      return 'Computing';
    case 'ready':
      return 'Computed on your device';
    case 'error':
      return 'Stopped';
  }
}
