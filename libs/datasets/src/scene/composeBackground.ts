import type { Random } from '../random.js';
import type { Colour, Ground, Shape, Texture } from './scene.js';

/** Chance that a background has a first texture, and given that, a second. */
const TEXTURED = 0.8;
const TEXTURED_TWICE = 0.35;

/** A random ground with no, one or two textures on it. */
export function composeBackground(random: Random): { ground: Ground; textures: Texture[] } {
  const ground = composeGround(random);
  const textures: Texture[] = [];
  if (random.chance(TEXTURED)) textures.push(composeTexture(random));
  if (textures.length && random.chance(TEXTURED_TWICE)) textures.push(composeTexture(random));
  return { ground, textures };
}

/** Any hue; from pale to deep, with greys among them. */
function colour(random: Random): Colour {
  const hue = Math.round(random.between(0, 360));
  const saturation = Math.round(random.between(0, 85));
  const lightness = Math.round(random.between(15, 92));
  return `hsl(${hue}, ${saturation}%, ${lightness}%)`;
}

function composeGround(random: Random): Ground {
  switch (random.pick(['plain', 'linear', 'linear', 'radial'] as const)) {
    case 'plain':
      return { kind: 'plain', colours: [colour(random)] };
    case 'linear':
      return {
        kind: 'linear',
        colours: [colour(random), colour(random)],
        angle: random.between(0, 2 * Math.PI),
      };
    case 'radial':
      return {
        kind: 'radial',
        colours: [colour(random), colour(random)],
        x: random.between(0, 1),
        y: random.between(0, 1),
        radius: random.between(0.4, 1.1),
      };
  }
}

function composeTexture(random: Random): Texture {
  const look = { colour: colour(random), opacity: random.between(0.25, 0.8) };
  const kind = random.pick(['stripes', 'checks', 'dots', 'shapes', 'shapes', 'noise'] as const);
  if (kind === 'shapes') return { ...look, kind, shapes: composeShapes(random) };
  if (kind === 'noise')
    return {
      ...look,
      kind,
      frequency: random.between(0.02, 0.2),
      octaves: random.integer(1, 3),
      seed: random.integer(0, 9999),
    };
  return {
    ...look,
    kind,
    period: random.between(0.06, 0.35),
    angle: random.between(0, Math.PI),
    share: random.between(0.2, 0.6),
  };
}

function composeShapes(random: Random): Shape[] {
  return Array.from({ length: random.integer(2, 9) }, () => ({
    kind: random.pick(['circle', 'square', 'triangle', 'line'] as const),
    x: random.between(0, 1),
    y: random.between(0, 1),
    size: random.between(0.08, 0.55),
    rotation: random.between(0, Math.PI),
  }));
}
