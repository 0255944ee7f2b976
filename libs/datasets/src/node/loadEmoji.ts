import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ARTISTS, type Artist } from '../emoji/artists.js';
import { EMOJI_CLASSES, iconOf } from '../emoji/classes.js';
import type { Glyph, GlyphSource } from '../emoji/glyph.js';

/** The parts of an `@iconify-json` file that are used here. */
interface IconFile {
  icons: Record<string, Partial<Glyph> & { body: string }>;
  aliases?: Record<string, { parent: string }>;
  width?: number;
  height?: number;
}

/** Share of the icon that an artist leaves empty on each side; cut off, so that sizes mean the same for all. */
const MARGIN: Partial<Record<Artist, number>> = { openmoji: 0.12 };

const require = createRequire(import.meta.url);

/**
 * Loads drawings by these artists from the installed `@iconify-json` packages. Only those drawings stay in memory, a few
 * megabytes.
 * @param icons their names; those of all emoji classes unless said
 * @throws Error where a package is not installed, or an artist lacks a drawing.
 */
export function loadEmoji(
  artists: readonly Artist[] = ARTISTS,
  icons: readonly string[] = EMOJI_CLASSES.map(iconOf),
): GlyphSource {
  const glyphs = new Map<string, Glyph>();
  for (const artist of artists) {
    const file = readIcons(artist);
    for (const icon of icons) glyphs.set(`${artist}/${icon}`, findGlyph(file, artist, icon));
  }
  return (artist, icon) => {
    const glyph = glyphs.get(`${artist}/${icon}`);
    if (!glyph)
      throw new Error(
        `no drawing "${icon}" by "${artist}" was loaded; artists: ${artists.join(', ')}`,
      );
    return glyph;
  };
}

function readIcons(artist: Artist): IconFile {
  const file = `@iconify-json/${artist}/icons.json`;
  try {
    return JSON.parse(readFileSync(require.resolve(file), 'utf8')) as IconFile;
  } catch (cause) {
    throw new Error(
      `the drawings of "${artist}" cannot be read: install the package @iconify-json/${artist}`,
      { cause },
    );
  }
}

function findGlyph(file: IconFile, artist: Artist, icon: string): Glyph {
  const found = file.icons[icon] ?? file.icons[file.aliases?.[icon]?.parent ?? ''];
  if (!found) throw new Error(`@iconify-json/${artist} has no icon "${icon}"`);
  const { body, left = 0, top = 0, width = file.width ?? 16, height = file.height ?? 16 } = found;
  const margin = MARGIN[artist] ?? 0;
  return {
    body,
    left: left + margin * width,
    top: top + margin * height,
    width: width * (1 - 2 * margin),
    height: height * (1 - 2 * margin),
  };
}
