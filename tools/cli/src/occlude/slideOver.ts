import type { Pixels } from '@deconv/datasets';
import type { Colour } from '@deconv/experiments';
import { toInput, type Model } from '@deconv/models';
import {
  inputColour,
  occlude,
  type Occlusion,
  type OcclusionOptions,
  type OcclusionProgress,
} from '@deconv/probes';
import { forwardPhoto } from '../forwardPhoto.js';
import { sayOver } from '../say.js';

/** Slides a square of a colour over a decoded image, and says how many places are done. */
export async function slideOver(
  model: Model,
  pixels: Pixels,
  colour: Colour,
  options: Omit<OcclusionOptions, 'fill' | 'onProgress'>,
): Promise<Occlusion> {
  forwardPhoto(model, pixels).dispose(); // says which layer is broken, if any
  const x = toInput(pixels, model.preprocess);
  try {
    return await occlude(model.network, x, {
      ...options,
      fill: inputColour(colour, model.preprocess),
      onProgress: showProgress,
    });
  } finally {
    x.dispose();
  }
}

/** In one line of a terminal; a log gets none, as places are done within seconds. */
function showProgress({ done, total }: OcclusionProgress): void {
  if (process.stderr.isTTY) sayOver(`${done} of ${total} places`, done === total);
}
