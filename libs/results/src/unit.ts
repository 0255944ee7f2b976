import * as v from 'valibot';
import { PICTURE, isPicture } from './isPicture.js';
import { atLeastZero, count, finite, place, text } from './values.js';

/** A picture: the path of a file beside the document, or a `data:` URL where the document stands alone. */
export const picture = v.custom<string>(isPicture, PICTURE);

/** A unit that responded to an image, with what it saw there. */
export const unitFields = {
  /** The image that the unit responded to, as it was named to the probe. */
  image: text,
  /** Row and column of the unit in its map. */
  at: place,
  activation: finite,
  /** In pixels of the network's input, clipped to it. */
  receptiveField: v.strictObject({ top: count, left: count, height: count, width: count }),
  /** The pixels in the receptive field, of its height and width. */
  patch: picture,
  /** The projection in the receptive field, of its height and width: 128 is zero, 1 and 255 are −scale and scale. */
  projection: picture,
  /** What is drawn white in the projection's picture, in units of preprocessed pixels; 0 where all of it is zero. */
  scale: atLeastZero,
};
