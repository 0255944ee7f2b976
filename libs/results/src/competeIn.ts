import { classesCompete } from '@deconv/pictures';
import type { AnswerField } from './answer.js';

/** Whether the answers of a document are one of their classes, so that one is the most probable. */
export const competeIn = ({ answer }: { answer?: AnswerField | undefined }): boolean =>
  classesCompete(answer?.kind ?? 'probabilities');
