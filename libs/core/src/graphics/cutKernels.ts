import type { Tensor4D } from '@tensorflow/tfjs-core';
import { runKernel, type Kernel } from './runKernel.js';

/** As many pieces as one program makes: their places are uniforms, of which WebGL has 224. */
export const MOST_PIECES = 64;

/** Where a piece begins in the map that it is cut from. */
export interface Piece {
  top: number;
  left: number;
  /** Which image of the map's batch. */
  image: number;
}

/** The one unit that a piece keeps. */
export interface Kept {
  /** In the map. */
  row: number;
  column: number;
  channel: number;
}

const PIECES: Kernel['customUniforms'][number] = {
  name: 'pieces',
  type: 'ivec4',
  arrayIndex: MOST_PIECES,
};

const CUT: Kernel = {
  variableNames: ['x'],
  customUniforms: [PIECES],
  code: `
    vec2 pairAt(int b, int y, int x, int c) {
      int row = y + pieces[b].x;
      int column = x + pieces[b].y;
      if (row < 0 || row >= xShape[1] || column < 0 || column >= xShape[2]) return vec2(0.);
      return pairIn(getX(pieces[b].z, row, column, c), column);
    }
  `,
};

/** Pieces of a map in which nothing is left but one unit: its activation, or `start.y` where `start.x` is 1. */
const ONE_UNIT: Kernel = {
  variableNames: ['x'],
  customUniforms: [
    PIECES,
    { name: 'kept', type: 'ivec4', arrayIndex: MOST_PIECES },
    { name: 'start', type: 'vec2' },
  ],
  code: `
    vec2 pairAt(int b, int y, int x, int c) {
      int row = y + pieces[b].x;
      int column = x + pieces[b].y;
      if (row != kept[b].x || column != kept[b].y) return vec2(0.);
      vec2 value = pairIn(getX(pieces[b].z, row, column, c), column);
      if (start.x > 0.) value = vec2(start.y);
      return vec2(kept[b].z == c ? value.x : 0., kept[b].z == c + 1 ? value.y : 0.);
    }
  `,
};

const piecesOf = (pieces: readonly Piece[]): number[] =>
  pieces.flatMap(({ top, left, image }) => [top, left, image, 0]);

/**
 * Pieces of one size, of a map or of several images'; what lies beyond the map is zero.
 * @param x [images, h, w, channels]
 * @param pieces at most `MOST_PIECES`
 * @returns [pieces, height, width, channels]
 */
export function cutOnGraphics(
  x: Tensor4D,
  pieces: readonly Piece[],
  height: number,
  width: number,
): Tensor4D {
  const shape: Tensor4D['shape'] = [pieces.length, height, width, x.shape[3]];
  return runKernel(CUT, [x], shape, [piecesOf(pieces)], x.dtype === 'int32' ? 'int32' : 'float32');
}

/**
 * The same with everything zero but one unit of each.
 * @param signal that stands in for its activation
 */
export function oneUnitOnGraphics(
  x: Tensor4D,
  pieces: readonly Piece[],
  kept: readonly Kept[],
  { height, width }: { height: number; width: number },
  signal?: number,
): Tensor4D {
  const places = kept.flatMap(({ row, column, channel }) => [row, column, channel, 0]);
  const start = signal === undefined ? [0, 0] : [1, signal];
  const shape: Tensor4D['shape'] = [pieces.length, height, width, x.shape[3]];
  return runKernel(ONE_UNIT, [x], shape, [piecesOf(pieces), places, start]);
}
