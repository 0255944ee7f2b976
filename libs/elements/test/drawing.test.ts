import type { UnitView } from '@deconv/engine';
import { expect, test } from 'vitest';
import { fieldFrame } from '../src/drawing/fieldFrame.js';
import { patchPicture } from '../src/drawing/patchPicture.js';
import { projectionPicture } from '../src/drawing/projectionPicture.js';

const layer = {
  name: 'conv1',
  kind: 'Conv2D',
  height: 4,
  width: 4,
  channels: 1,
  receptiveField: { size: 3, stride: 1, offset: -1 },
};

function view(
  top: number,
  left: number,
  height: number,
  width: number,
  values: number[],
): UnitView {
  return {
    layer: 'conv1',
    channel: 0,
    at: [0, 0],
    activation: 1,
    rule: 'deconvnet',
    receptiveField: { top, left, height, width },
    projection: Float32Array.from(values),
  };
}

test('a field that reaches past the top left corner is drawn at the bottom right of its frame', () => {
  expect(fieldFrame({ ...view(0, 0, 2, 2, []), at: [0, 0] }, layer)).toEqual({
    size: 3,
    top: 1,
    left: 1,
  });
});

test('a field that reaches past the bottom right corner is drawn at the top left of its frame', () => {
  expect(fieldFrame({ ...view(2, 2, 2, 2, []), at: [3, 3] }, layer)).toEqual({
    size: 3,
    top: 0,
    left: 0,
  });
});

test('a field that reaches past one side alone is set off along that side alone', () => {
  const wide = { ...layer, receptiveField: { size: 7, stride: 2, offset: -3 } };
  const at = (row: number, column: number) => [row * 2 - 3, column * 2 - 3] as const;
  for (const [row, column] of [
    [0, 3],
    [3, 0],
    [1, 2],
  ] as const) {
    const [above, before] = at(row, column);
    const [top, left] = [Math.max(0, above), Math.max(0, before)];
    const seen = { ...view(top, left, above + 7 - top, before + 7 - left, []), at: [row, column] };
    // The clipped field stands at the frame's lower right where its beginning is cut off.
    expect(fieldFrame(seen as UnitView, wide)).toEqual({
      ...{ size: 7, top: 7 - seen.receptiveField.height, left: 7 - seen.receptiveField.width },
    });
  }
});

test('where units share no field, the frame is what the unit sees', () => {
  expect(fieldFrame(view(1, 1, 2, 3, []), { ...layer, receptiveField: null })).toEqual({
    size: 3,
    top: 0,
    left: 0,
  });
});

test('a patch is transparent outside the photo', () => {
  const seen = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(200) };
  const patch = patchPicture(seen, view(0, 0, 2, 2, []), { size: 3, top: 1, left: 1 });
  expect(patch.data[3]).toBe(0);
  expect([...patch.data.slice(4 * 4, 4 * 4 + 4)]).toEqual([200, 200, 200, 200]);
});

test('a projection is mid grey at zero and full at its scale, both ways', () => {
  const picture = projectionPicture(
    view(0, 0, 1, 2, [0, 2, -2, 4, -4, 1]),
    { size: 2, top: 0, left: 0 },
    2,
  );
  expect([...picture.data.slice(0, 8)]).toEqual([128, 255, 1, 255, 255, 0, 192, 255]);
});

test('a patch and a projection stand pixel by pixel where their field lies, rows as rows', () => {
  const [height, width, size] = [2, 3, 5];
  const [top, left, frame] = [1, 3, { size, top: 2, left: 1 }];
  const seen = {
    ...{ width: 7, height: 4 },
    data: Uint8ClampedArray.from({ length: 7 * 4 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i)),
  };
  const values = Array.from({ length: height * width * 3 }, (_, i) => i - 8);
  const unit = view(top, left, height, width, values);
  const [patch, projection] = [
    patchPicture(seen, unit, frame),
    projectionPicture(unit, frame, 127),
  ];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [down, across] = [row - frame.top, column - frame.left];
      const inside = down >= 0 && down < height && across >= 0 && across < width;
      for (const colour of [0, 1, 2]) {
        const at = (row * size + column) * 4 + colour;
        const photo = seen.data[((top + down) * seen.width + left + across) * 4 + colour];
        expect(patch.data[at]).toBe(inside ? photo : 0);
        expect(projection.data[at]).toBe(
          inside ? 128 + values[(down * width + across) * 3 + colour]! : 128,
        );
      }
    }
});
