/** Who drew an emoji set: the suffix of its `@iconify-json` package. */
export type Artist = 'noto' | 'noto-v1' | 'twemoji' | 'openmoji' | 'emojione' | 'fluent-emoji-flat';

/** The artists whose drawings a network learns from. */
export const TRAINING_ARTISTS: readonly Artist[] = [
  'noto',
  'noto-v1',
  'twemoji',
  'openmoji',
  'emojione',
];

/** The artist kept away from training: how well a network reads this hand says how well it reads any new one. */
export const HELD_OUT_ARTIST: Artist = 'fluent-emoji-flat';

export const ARTISTS: readonly Artist[] = [...TRAINING_ARTISTS, HELD_OUT_ARTIST];
