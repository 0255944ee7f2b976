import { RULE_NAMES } from '@deconv/pictures';
import { channelsOf } from './channelsOf.js';
import { fillOf } from './fillOf.js';
import { choice, flagged, names, optional, readBy, said, whole } from './kinds.js';

/** Options that several experiments have, each defined once. */

/** @param flag by which a command knows it */
export const layersBy = (flag: string) =>
  optional(said(flagged(names, flag), 'names of layers (see inspect): a,b'));

export const rule = optional(said(choice(RULE_NAMES), RULE_NAMES.join(', ')), 'deconvnet');

export const fill = said(readBy(fillOf), 'grey, mean (of the image), or R,G,B');

export const classIndex = optional(
  said(flagged(whole(0), 'class'), 'number of the class; default: what the model answers'),
);

export const size = optional(
  said(whole(1), "side of the square in pixels; default: the image's / 7"),
);

/** @param usual which maps are taken unless it is said */
export const channels = (usual: string) =>
  optional(
    said(
      readBy((text) => channelsOf(text, 0)),
      `feature maps of each layer: 0-15,40 or all or ${usual}`,
    ),
    usual,
  );

/** @param words what it chooses */
export const seed = (words: string) => optional(said(whole(0), words), 0);
