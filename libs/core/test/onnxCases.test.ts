import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BACKENDS, relativeError, useBackend } from './backends.js';
import onnx from './cases/onnx_node.json';
import { runOnnxNode, type OnnxNode, type OnnxTensor } from './onnxNode.js';

interface OnnxCase {
  name: string;
  nodes: [OnnxNode];
  initializers: OnnxTensor[];
  inputs: OnnxTensor[];
  outputs: (OnnxTensor & { dtype: string })[];
}

const SKIPPED: Record<string, string> = {
  test_maxunpool_export_with_output_shape:
    'its indices count positions of a 4×4 map, though its output is 5×5',
};

// onnx/onnx 1.12, onnx/backend/test/data (Apache-2.0)
describe.each(BACKENDS)('node cases of ONNX on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  // A GPU may round; elsewhere LRN's small coefficients must not hide.
  const tolerance = backend === 'webgl' ? 1e-4 : 1e-6;

  for (const {
    name,
    nodes,
    initializers,
    inputs,
    outputs,
  } of onnx.cases as unknown as OnnxCase[]) {
    if (SKIPPED[name]) {
      it.skip(`${name}: ${SKIPPED[name]}`);
      continue;
    }
    it(name, () => {
      tf.tidy(() => {
        const [node] = nodes;
        const known = [...inputs, ...initializers];
        const given = node.inputs.map((input) => known.find((tensor) => tensor.name === input)!);
        const results = runOnnxNode(node, given);
        outputs.forEach(({ data, dtype }, i) => {
          if (dtype === 'int64') expect(Array.from(results[i]!)).toEqual(data);
          else expect(relativeError(results[i]!, data)).toBeLessThan(tolerance);
        });
      });
    });
  }
});
