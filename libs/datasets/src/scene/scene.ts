import type { Artist } from '../emoji/artists.js';
import type { EmojiClass } from '../emoji/classes.js';

/** Where a drawing lies. Lengths and positions are fractions of the frame's side, from the top left. */
export interface Placement {
  artist: Artist;
  label: EmojiClass;
  /** Centre of the icon. */
  x: number;
  y: number;
  /** Side of the icon before it is turned; 1 fills the frame. */
  size: number;
  /** Radians, clockwise. */
  rotation: number;
  mirrored: boolean;
  colour: ColourShift;
}

/** How colours differ from the drawing's own. `{brightness: 1, saturation: 1, hue: 0}` leaves them alone. */
export interface ColourShift {
  /** Factor on all channels. */
  brightness: number;
  /** Factor on the distance from grey. */
  saturation: number;
  /** Radians around the colour circle. */
  hue: number;
}

/** A CSS colour. */
export type Colour = string;

/** The first layer of a background: one colour, or two that run into each other. */
export type Ground =
  | { kind: 'plain'; colours: [Colour] }
  | { kind: 'linear'; colours: [Colour, Colour]; angle: number }
  | { kind: 'radial'; colours: [Colour, Colour]; x: number; y: number; radius: number };

/** What lies on the ground, behind the objects. `opacity` in 0 … 1; lengths in fractions of the frame. */
export type Texture = { colour: Colour; opacity: number } & (
  | { kind: 'stripes' | 'checks' | 'dots'; period: number; angle: number; share: number }
  | { kind: 'shapes'; shapes: Shape[] }
  | { kind: 'noise'; frequency: number; octaves: number; seed: number }
);

export interface Shape {
  kind: 'circle' | 'square' | 'triangle' | 'line';
  x: number;
  y: number;
  size: number;
  rotation: number;
}

/** A picture with one object, as plain data: any renderer can draw it. */
export interface Scene {
  object: Placement;
  /** A smaller drawing of something else, behind the object. */
  distractor?: Placement;
  ground: Ground;
  textures: Texture[];
  /** Light of the whole picture. */
  light: ColourShift;
}
