import type { Artist } from './artists.js';

/** What must be said wherever a drawing of this set is shown. */
export interface Attribution {
  /** Name of the set, as its makers write it. */
  name: string;
  author: string;
  /** SPDX identifier. */
  license: string;
  licenseUrl: string;
  /** Where the drawings come from. */
  url: string;
  /** What was done to them: CC BY asks to say so. */
  changes: string;
}

const CHANGES = 'placed on generated backgrounds, turned, scaled, mirrored and recoloured';

export const ATTRIBUTIONS: Readonly<Record<Artist, Attribution>> = {
  noto: {
    name: 'Noto Emoji',
    author: 'Google',
    license: 'Apache-2.0',
    licenseUrl: 'https://www.apache.org/licenses/LICENSE-2.0',
    url: 'https://github.com/googlefonts/noto-emoji',
    changes: CHANGES,
  },
  'noto-v1': {
    name: 'Noto Emoji v1 (blobs)',
    author: 'Google',
    license: 'Apache-2.0',
    licenseUrl: 'https://www.apache.org/licenses/LICENSE-2.0',
    url: 'https://github.com/googlefonts/noto-emoji',
    changes: CHANGES,
  },
  twemoji: {
    name: 'Twemoji',
    author: 'Twitter and contributors',
    license: 'CC-BY-4.0',
    licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
    url: 'https://github.com/twitter/twemoji',
    changes: CHANGES,
  },
  openmoji: {
    name: 'OpenMoji',
    author: 'OpenMoji',
    license: 'CC-BY-SA-4.0',
    licenseUrl: 'https://creativecommons.org/licenses/by-sa/4.0/',
    url: 'https://openmoji.org',
    changes: CHANGES,
  },
  emojione: {
    name: 'EmojiOne 2.3',
    author: 'EmojiOne',
    license: 'CC-BY-4.0',
    licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
    url: 'https://github.com/joypixels/emojione/tree/2.2.7',
    changes: CHANGES,
  },
  'fluent-emoji-flat': {
    name: 'Fluent Emoji (flat)',
    author: 'Microsoft',
    license: 'MIT',
    licenseUrl: 'https://github.com/microsoft/fluentui-emoji/blob/main/LICENSE',
    url: 'https://github.com/microsoft/fluentui-emoji',
    changes: CHANGES,
  },
};
