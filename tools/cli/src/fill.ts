import type { Pixels } from '@deconv/datasets';
import { fillOf as readFill, type Colour } from '@deconv/experiments';
import { asUsage } from './asUsage.js';

/** What is drawn where an image is covered, or ends. */
export const fillOption = {
  type: 'string',
  description: 'grey, mean (of the image), or R,G,B',
} as const;

/** The colour that `--fill` asks for, by image. @throws UsageError for what is none */
export function fillOf(text: string): (image: Pixels) => Colour {
  return asUsage(() => readFill(text));
}
