import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Measured {
  opset: number;
  layers: number;
  read: number;
  /** Largest difference to PyTorch, as a share of the largest value. */
  answer?: number;
  rules?: Record<string, number>;
  problem?: string;
}
const path = fileURLToPath(new URL('../../../../docs/zoo.json', import.meta.url));
const { networks } = JSON.parse(readFileSync(path, 'utf8')) as {
  networks: { name: string; opsets: Measured[] }[];
};

describe('the table of networks that were compared with PyTorch', () => {
  it('is what docs/zoo.json says', () => {
    const script = fileURLToPath(new URL('zoo.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(networks)('$name is read whole, and differs by no more than rounding', ({ opsets }) => {
    expect(opsets.length).toBeGreaterThan(0);
    for (const { layers, read, answer, rules } of opsets) {
      expect(read).toBe(layers);
      for (const difference of [answer!, ...Object.values(rules ?? {})])
        expect(difference).toBeLessThan(1e-4);
    }
  });
});
