import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * A program of our own for the backend webgl. tfjs keeps four numbers in a texel: two neighbouring channels of two
 * neighbouring columns. Shapes are uniforms, so that one program serves maps of any size.
 */
export interface Kernel {
  /** Names of the inputs; `x` is read by `getX(b, y, x, c)`, and its shape is `xShape`. */
  variableNames: string[];
  customUniforms: { name: string; type: UniformType; arrayIndex?: number }[];
  /** GLSL with a function `vec2 pairAt(int b, int y, int x, int c)`: the output's values of channels c and c + 1. */
  code: string;
}

type UniformType = 'ivec2' | 'ivec4' | 'vec2' | 'int';

interface Program {
  variableNames: string[];
  customUniforms: Kernel['customUniforms'];
  outputShape: number[];
  packedInputs: true;
  packedOutput: true;
  enableShapeUniforms: true;
  userCode: string;
}

/** As much of tfjs' backend webgl as runs a program. */
interface GraphicsBackend {
  compileAndRun(
    program: Program,
    inputs: Tensor4D[],
    dtype: 'float32' | 'int32',
    uniforms: number[][],
  ): tf.TensorInfo;
}

/** Whether programs of our own run here. */
export function onGraphics(): boolean {
  return tf.getBackend() === 'webgl';
}

/**
 * How tfjs' own programs are made, for the backend webgl; set before it computes. Shapes become uniforms: of programs that
 * differ in nothing else one is enough. And convolutions read their map as it is, rather than a matrix made of it.
 */
export function tuneGraphics(): void {
  tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  tf.env().set('WEBGL_EXP_CONV', true);
}

/** The output texel's four numbers. What lies beyond the last channel or column is zero, whatever the texture held. */
const MAIN = `
  vec2 pairIn(vec4 texel, int x) {
    return (x & 1) == 0 ? texel.xy : texel.zw;
  }
  float laneIn(vec4 texel, int x, int c) {
    vec2 pair = pairIn(texel, x);
    return (c & 1) == 0 ? pair.x : pair.y;
  }
  vec2 pairAt(int b, int y, int x, int c);
  void main() {
    ivec4 at = getOutputCoords();
    vec4 texel = vec4(pairAt(at.x, at.y, at.z, at.w), 0., 0.);
    if (at.z + 1 < outShape[2]) texel.zw = pairAt(at.x, at.y, at.z + 1, at.w);
    if (at.w + 1 >= outShape[3]) texel.yw = vec2(0.);
    setOutput(texel);
  }
`;

/**
 * Runs a program on the backend webgl, which must be the one that runs.
 * @param outputShape [batch, height, width, channels]
 * @param uniforms values of the kernel's uniforms, in their order
 */
export function runKernel(
  { variableNames, customUniforms, code }: Kernel,
  inputs: Tensor4D[],
  outputShape: Tensor4D['shape'],
  uniforms: number[][],
  dtype: 'float32' | 'int32' = 'float32',
): Tensor4D {
  const program: Program = {
    // tfjs keeps what it is given.
    variableNames: [...variableNames],
    customUniforms,
    outputShape,
    packedInputs: true,
    packedOutput: true,
    enableShapeUniforms: true,
    userCode: MAIN + code,
  };
  const backend = tf.backend() as unknown as GraphicsBackend;
  const made = backend.compileAndRun(program, inputs, dtype, uniforms);
  return tf.engine().makeTensorFromTensorInfo(made) as Tensor4D;
}
