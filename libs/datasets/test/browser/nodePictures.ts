import type { Glyph } from '../../src/emoji/glyph.js';
import type { Scene } from '../../src/scene/scene.js';

/** A scene and what Node draws of it. */
export interface NodePicture {
  scene: Scene;
  size: number;
  /** `Pixels.data` in base 64: what is handed to a browser is text. */
  pixels: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    pictures: NodePicture[];
    /** By artist and icon, with a slash between: the drawings that the scenes show. */
    glyphs: Record<string, Glyph>;
  }
}
