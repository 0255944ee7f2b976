import type { ColourShift } from './scene.js';

/** Weight of red, green and blue in perceived lightness (Rec. 709). */
const LUMA = [0.2126, 0.7152, 0.0722] as const;

type Matrix3 = number[][];

function product(a: Matrix3, b: Matrix3): Matrix3 {
  return a.map((row) =>
    [0, 1, 2].map((c) => row.reduce((sum, value, k) => sum + value * b[k]![c]!, 0)),
  );
}

function saturationMatrix(saturation: number): Matrix3 {
  return [0, 1, 2].map((row) =>
    LUMA.map((luma, column) => luma * (1 - saturation) + (row === column ? saturation : 0)),
  );
}

/** Rotation around the grey axis (Rodrigues' formula). */
function hueMatrix(hue: number): Matrix3 {
  const [cos, sin] = [Math.cos(hue), Math.sin(hue)];
  const third = (1 - cos) / 3;
  const along = Math.sqrt(1 / 3) * sin;
  return [
    [cos + third, third - along, third + along],
    [third + along, cos + third, third - along],
    [third - along, third + along, cos + third],
  ];
}

/** A colour shift as the 3 × 3 matrix that acts on (red, green, blue). */
export function colourMatrix({ brightness, saturation, hue }: ColourShift): Matrix3 {
  const turned = product(saturationMatrix(saturation), hueMatrix(hue));
  return turned.map((row) => row.map((value) => value * brightness));
}
