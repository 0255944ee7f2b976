/** One artist's drawing of one thing, as SVG. */
export interface Glyph {
  /** SVG elements, without an enclosing `<svg>`. */
  body: string;
  /** The part of the body's plane that is the icon, in its own units. */
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Finds an artist's drawing. @throws Error where the artist has no such icon. */
export type GlyphSource = (artist: string, icon: string) => Glyph;
