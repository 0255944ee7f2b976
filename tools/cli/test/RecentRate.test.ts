import { describe, expect, it } from 'vitest';
import { RecentRate } from '../src/RecentRate.js';

describe('RecentRate', () => {
  it('is unknown until two moments are', () => {
    const rate = new RecentRate();
    expect(rate.perSecond).toBeUndefined();
    rate.measure(400, 0);
    expect(rate.perSecond).toBeUndefined();
    rate.measure(410, 1000);
    expect(rate.perSecond).toBe(10);
  });

  it('counts from where a run goes on, not from nothing', () => {
    const rate = new RecentRate();
    rate.measure(5001, 100);
    rate.measure(5003, 1100);
    expect(rate.perSecond).toBe(2);
  });

  it('forgets how fast it was long ago', () => {
    const rate = new RecentRate();
    for (let s = 0; s <= 60; s++) rate.measure(100 * s, 1000 * s);
    for (let s = 1; s <= 60; s++) rate.measure(6000 + s, 60_000 + 1000 * s);
    expect(rate.perSecond).toBeCloseTo(1);
  });

  it('is measured where one takes longer than it looks back', () => {
    const rate = new RecentRate();
    for (let i = 0; i <= 5; i++) rate.measure(i, 60_000 * i);
    expect(rate.perSecond).toBeCloseTo(1 / 60);
  });

  it('is that of the time it looks back at, however often it is measured', () => {
    const rate = new RecentRate();
    for (let ms = 0; ms <= 30_000; ms++) rate.measure(ms, ms);
    expect(rate.perSecond).toBeCloseTo(1000);
  });
});
