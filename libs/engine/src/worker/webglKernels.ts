import '@tensorflow/tfjs-backend-webgl/dist/base.js';
import { absConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Abs.js';
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add.js';
import { addNConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AddN.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul.js';
import { castConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cast.js';
import { complexConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Complex.js';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat.js';
import { conv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D.js';
import { expConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Exp.js';
import { fillConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Fill.js';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedConv2D.js';
import { gatherV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GatherV2.js';
import { greaterConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Greater.js';
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity.js';
import { imagConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Imag.js';
import { maxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Max.js';
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean.js';
import { minimumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Minimum.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply.js';
import { packConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Pack.js';
import { padV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/PadV2.js';
import { powConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Pow.js';
import { realConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Real.js';
import { realDivConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv.js';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape.js';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid.js';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Slice.js';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax.js';
import { splitVConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SplitV.js';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square.js';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sum.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose.js';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ZerosLike.js';
import { registerKernel } from '@tensorflow/tfjs-core';

/**
 * tfjs' backend webgl with the kernels that networks and their projections are made of: all of them are half as much
 * again to download. The others are in `moreWebglKernels.ts`.
 */
const KERNELS = [
  absConfig,
  addConfig,
  addNConfig,
  batchMatMulConfig,
  castConfig,
  complexConfig,
  concatConfig,
  conv2DConfig,
  expConfig,
  fillConfig,
  fusedConv2DConfig,
  gatherV2Config,
  greaterConfig,
  identityConfig,
  imagConfig,
  maxConfig,
  meanConfig,
  minimumConfig,
  multiplyConfig,
  packConfig,
  padV2Config,
  powConfig,
  realConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  sliceConfig,
  softmaxConfig,
  splitVConfig,
  squareConfig,
  subConfig,
  sumConfig,
  transposeConfig,
  zerosLikeConfig,
];

KERNELS.forEach(registerKernel);
