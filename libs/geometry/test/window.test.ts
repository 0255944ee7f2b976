import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisWindow, ceilPadding, outputLength, reach, samePadding } from '../src/index.js';

const axes = fc
  .record({
    size: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 4 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    before: fc.integer({ min: 0, max: 4 }),
    after: fc.integer({ min: 0, max: 4 }),
  })
  .map(axisWindow);

describe('outputLength', () => {
  it('counts the windows that fit, as enumeration does', () => {
    fc.assert(
      fc.property(axes, fc.integer({ min: 1, max: 40 }), (axis, length) => {
        fc.pre(length + axis.before + axis.after >= reach(axis));
        let count = 0;
        while (count * axis.stride + reach(axis) <= length + axis.before + axis.after) count++;
        expect(outputLength(length, axis)).toBe(count);
      }),
    );
  });

  it('says what does not fit', () => {
    expect(() => outputLength(2, axisWindow({ size: 3 }))).toThrow(/3 positions does not fit 2/);
  });
});

describe('samePadding', () => {
  it('gives ⌈length / stride⌉ outputs with the least padding', () => {
    fc.assert(
      fc.property(axes, fc.integer({ min: 1, max: 40 }), (axis, length) => {
        const same = samePadding(length, axis);
        expect(outputLength(length, same)).toBe(Math.ceil(length / axis.stride));
        expect(same.after - same.before).toBeOneOf([0, 1]);
        const lower = samePadding(length, axis, 'lower');
        expect([lower.before, lower.after]).toEqual([same.after, same.before]);
      }),
    );
  });
});

describe('ceilPadding', () => {
  // BVLC/caffe src/caffe/test/test_pooling_layer.cpp (BSD-2), TestSetup and TestSetupPadded
  it.each([
    { pad: 0, height: 3, width: 2 },
    { pad: 1, height: 4, width: 3 },
  ])('rounds up as Caffe does with padding $pad', ({ pad, height, width }) => {
    const axis = axisWindow({ size: 3, stride: 2, before: pad, after: pad });
    expect(outputLength(6, ceilPadding(6, axis))).toBe(height);
    expect(outputLength(5, ceilPadding(5, axis))).toBe(width);
  });
});

describe('ceilPadding, as enumeration has it,', () => {
  it('adds a window that holds what is left over, unless it would start in the padding after', () => {
    fc.assert(
      fc.property(axes, fc.integer({ min: 1, max: 12 }), (axis, length) => {
        const { stride, before, after } = axis;
        const whole = before + length + after;
        fc.pre(whole >= reach(axis));
        let count = 0;
        while (count * stride + reach(axis) <= whole) count++;
        const isLeft = (count - 1) * stride + reach(axis) < whole;
        if (isLeft && count * stride < before + length) count++;
        expect(outputLength(length, ceilPadding(length, axis))).toBe(count);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('axisWindow', () => {
  it('names what is wrong', () => {
    expect(() => axisWindow({ size: 3, stride: -1 })).toThrow('invalid window stride: -1');
    expect(() => axisWindow({ size: 3, before: 0.5 })).toThrow('invalid window before: 0.5');
  });
});
