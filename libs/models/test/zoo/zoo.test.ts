import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Measured {
  opset: number;
  layers: number;
  read: number;
  /** Largest difference to PyTorch in 64 bits, as a share of the largest value. */
  answer?: number;
  rules?: Record<string, number>;
  /** What is left of it where PyTorch rectifies and unpools as Deconv did. */
  decided?: {
    decisions: number;
    differing: number;
    /** How close they were at most, as a share of the largest value of a map. */
    margin: number;
    rules: Record<string, number>;
  };
  problem?: string;
}
const path = fileURLToPath(new URL('../../../../docs/zoo.json', import.meta.url));
const { networks, graphModels, light } = JSON.parse(readFileSync(path, 'utf8')) as {
  networks: { name: string; opsets: Measured[] }[];
  light: { name: string; answer: number }[];
  graphModels: { name: string; outputs: { answer?: number; problem?: string }[] }[];
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
    const decided = opsets.at(-1)!.decided;
    for (const { layers, read, answer, rules } of opsets) {
      expect(read).toBe(layers);
      expect(answer).toBeLessThan(1e-4);
      if (!decided) for (const each of Object.values(rules ?? {})) expect(each).toBeLessThan(1e-4);
    }
    if (!decided) return;
    for (const each of Object.values(decided.rules)) expect(each).toBeLessThan(1e-5);
    expect(decided.margin).toBeLessThan(1e-4);
    expect(decided.differing / decided.decisions).toBeLessThan(1e-5);
  });

  it('holds the seven graphs that come with the tests of ONNX', () => {
    expect(light).toHaveLength(7);
    for (const { name, answer } of light) expect(answer, name).toBeLessThan(1e-5);
  });

  it.each(graphModels)(
    '$name answers as the executor of TensorFlow.js, or says why not',
    (each) => {
      for (const { answer, problem } of each.outputs)
        if (problem === undefined) expect(answer).toBeLessThan(1e-5);
        else expect(problem).not.toBe('');
    },
  );
});
