import { describe, expect, it } from 'vitest';
import { signChange } from '../../src/correspondence/signChange.js';

const signs = (...values: number[]): Int8Array => Int8Array.from(values);

describe('sign change', () => {
  it('counts three signs, over all positions and over those where not both are zero', () => {
    const a = signs(0, 0, 0, 1, 1, 1, -1, -1, -1, 0);
    const b = signs(0, 1, -1, 0, 1, -1, 0, 1, -1, 0);
    // Six pairs differ; two of ten positions are zero in both.
    expect(signChange(a, b)).toEqual({ all: 6 / 10, active: 6 / 8 });
    expect(signChange(b, a)).toEqual(signChange(a, b));
  });

  it('is 0 between a difference and itself, 1 between one and its negative', () => {
    const a = signs(1, -1, 0, 1);
    expect(signChange(a, a)).toEqual({ all: 0, active: 0 });
    expect(
      signChange(
        a,
        a.map((sign) => -sign),
      ),
    ).toEqual({ all: 3 / 4, active: 1 });
  });

  it('has nothing to say of active positions where there are none', () => {
    expect(signChange(signs(0, 0), signs(0, 0))).toEqual({ all: 0, active: undefined });
  });
});
