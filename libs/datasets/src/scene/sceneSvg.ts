import { iconOf } from '../emoji/classes.js';
import type { Glyph, GlyphSource } from '../emoji/glyph.js';
import { colourMatrix } from './colourMatrix.js';
import type { ColourShift, Ground, Placement, Scene, Shape, Texture } from './scene.js';

/** Units of the SVG's side: fractions of the frame become percent. */
const UNITS = 100;

/**
 * A scene as one SVG document, which sharp and browsers draw alike.
 * @param size side in pixels
 * @param noiseShift how far noise is moved right and down, in fractions of the frame: renderers sample it at other
 * points. Default 0
 */
export function sceneSvg(scene: Scene, glyphs: GlyphSource, size: number, noiseShift = 0): string {
  const { ground, textures, object, distractor, light } = scene;
  const objects = [distractor, object].flatMap((placement, i) =>
    placement ? [drawPlacement(placement, glyphs, `o${i}`)] : [],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size}" height="${size}" viewBox="0 0 ${UNITS} ${UNITS}">`,
    `<defs>${colourFilter('light', light)}</defs>`,
    `<g filter="url(#light)">`,
    drawGround(ground),
    ...textures.map((texture, i) => drawTexture(texture, `t${i}`, percent(noiseShift))),
    ...objects,
    '</g></svg>',
  ].join('');
}

function drawPlacement(placement: Placement, glyphs: GlyphSource, id: string): string {
  const glyph = glyphs(placement.artist, iconOf(placement.label));
  return [
    `<defs>${colourFilter(id, placement.colour)}</defs>`,
    `<g filter="url(#${id})"><g transform="${placementTransform(placement, glyph)}">`,
    ownIds(glyph.body, id),
    '</g></g>',
  ].join('');
}

function placementTransform(placement: Placement, glyph: Glyph): string {
  const scale = (placement.size * UNITS) / Math.max(glyph.width, glyph.height);
  return [
    `translate(${percent(placement.x)} ${percent(placement.y)})`,
    `rotate(${degrees(placement.rotation)})`,
    `scale(${round(placement.mirrored ? -scale : scale)} ${round(scale)})`,
    `translate(${round(-glyph.left - glyph.width / 2)} ${round(-glyph.top - glyph.height / 2)})`,
  ].join(' ');
}

/** Two drawings in one document may use the same ids for different gradients. */
function ownIds(body: string, prefix: string): string {
  return body
    .replace(/\bid="([^"]+)"/g, `id="${prefix}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${prefix}-$1"`);
}

function colourFilter(id: string, shift: ColourShift): string {
  const rows = colourMatrix(shift).map((row) => `${row.map(round).join(' ')} 0 0`);
  return `<filter id="${id}" filterUnits="userSpaceOnUse" x="0" y="0" width="${UNITS}" height="${UNITS}" color-interpolation-filters="sRGB"><feColorMatrix type="matrix" values="${rows.join(' ')} 0 0 0 1 0"/></filter>`;
}

function drawGround(ground: Ground): string {
  if (ground.kind === 'plain') return frame(ground.colours[0]);
  const stops = ground.colours
    .map((colour, i) => `<stop offset="${i}" stop-color="${colour}"/>`)
    .join('');
  const gradient =
    ground.kind === 'linear'
      ? `<linearGradient id="ground" gradientTransform="rotate(${degrees(ground.angle)} .5 .5)">${stops}</linearGradient>`
      : `<radialGradient id="ground" cx="${round(ground.x)}" cy="${round(ground.y)}" r="${round(ground.radius)}">${stops}</radialGradient>`;
  return `<defs>${gradient}</defs>${frame('url(#ground)')}`;
}

function frame(fill: string, attributes = ''): string {
  return `<rect width="${UNITS}" height="${UNITS}" fill="${fill}" ${attributes}/>`;
}

/** @param noiseShift in units of the SVG */
function drawTexture(texture: Texture, id: string, noiseShift: number): string {
  switch (texture.kind) {
    case 'shapes':
      return `<g fill="${texture.colour}" opacity="${round(texture.opacity)}">${texture.shapes.map(drawShape).join('')}</g>`;
    case 'noise':
      return drawNoise(texture, id, noiseShift);
    default:
      return drawPattern(texture, id);
  }
}

type PatternTexture = Extract<Texture, { period: number }>;

function drawPattern(texture: PatternTexture, id: string): string {
  const { period, angle, share, colour, opacity } = texture;
  const side = round(period * UNITS);
  const pattern = `<pattern id="${id}" width="${side}" height="${side}" patternUnits="userSpaceOnUse" patternTransform="rotate(${degrees(angle)})"><g fill="${colour}">${motif(texture.kind, side, share)}</g></pattern>`;
  return `<defs>${pattern}</defs>${frame(`url(#${id})`, `opacity="${round(opacity)}"`)}`;
}

function motif(kind: PatternTexture['kind'], side: number, share: number): string {
  const half = round(side / 2);
  if (kind === 'stripes') return `<rect width="${round(side * share)}" height="${side}"/>`;
  if (kind === 'checks')
    return `<rect width="${half}" height="${half}"/><rect x="${half}" y="${half}" width="${half}" height="${half}"/>`;
  return `<circle cx="${half}" cy="${half}" r="${round(half * Math.sqrt(share))}"/>`;
}

type NoiseTexture = Extract<Texture, { kind: 'noise' }>;

function drawNoise(texture: NoiseTexture, id: string, shift: number): string {
  const { frequency, octaves, seed, colour, opacity } = texture;
  // Turbulence in the alpha channel only: the texture's colour shows through it in clouds.
  const clouds = `<feTurbulence type="fractalNoise" baseFrequency="${round(frequency)}" numOctaves="${octaves}" seed="${seed}" result="n"/><feColorMatrix in="n" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 4 0 0 0 -1.5" result="c"/><feComposite in="SourceGraphic" in2="c" operator="in"/>`;
  // Turbulence is a function of the moved coordinates, in which the frame then begins at -shift.
  const region = `x="${-shift}" y="${-shift}" width="${UNITS}" height="${UNITS}"`;
  const filter = `<filter id="${id}" filterUnits="userSpaceOnUse" ${region} color-interpolation-filters="sRGB">${clouds}</filter>`;
  return `<defs>${filter}</defs><rect ${region} transform="translate(${shift} ${shift})" fill="${colour}" opacity="${round(opacity)}" filter="url(#${id})"/>`;
}

function drawShape({ kind, x, y, size, rotation }: Shape): string {
  const place = `transform="translate(${percent(x)} ${percent(y)}) rotate(${degrees(rotation)})"`;
  const side = percent(size);
  const half = round(side / 2);
  switch (kind) {
    case 'circle':
      return `<circle r="${half}" ${place}/>`;
    case 'square':
      return `<rect x="${-half}" y="${-half}" width="${side}" height="${side}" ${place}/>`;
    case 'triangle':
      return `<path d="M0 ${-half}L${half} ${half}H${-half}Z" ${place}/>`;
    case 'line':
      return `<rect x="-${UNITS}" y="${round(-side / 12)}" width="${2 * UNITS}" height="${round(side / 6)}" ${place}/>`;
  }
}

function percent(fraction: number): number {
  return round(fraction * UNITS);
}

function degrees(radians: number): number {
  return round((radians * 180) / Math.PI);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
