import '@tensorflow/tfjs-backend-webgl/dist/base.js';
import { registerKernel } from '@tensorflow/tfjs-core';
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/_FusedMatMul.js';
import { absConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Abs.js';
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add.js';
import { addNConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AddN.js';
import { allConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/All.js';
import { argMaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ArgMax.js';
import { argMinConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ArgMin.js';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPool.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul.js';
import { batchNormConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchNorm.js';
import { castConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cast.js';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ClipByValue.js';
import { complexConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Complex.js';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat.js';
import { conv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D.js';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput.js';
import { depthToSpaceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthToSpace.js';
import { depthwiseConv2dNativeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNative.js';
import { depthwiseConv2dNativeBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNativeBackpropInput.js';
import { eluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Elu.js';
import { equalConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Equal.js';
import { expConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Exp.js';
import { expandDimsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ExpandDims.js';
import { fillConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Fill.js';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedConv2D.js';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedDepthwiseConv2D.js';
import { gatherV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GatherV2.js';
import { greaterConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Greater.js';
import { greaterEqualConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GreaterEqual.js';
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity.js';
import { imagConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Imag.js';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LeakyRelu.js';
import { lessConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Less.js';
import { logConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Log.js';
import { logicalAndConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LogicalAnd.js';
import { logicalOrConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LogicalOr.js';
import { LRNConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LRN.js';
import { maxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Max.js';
import { maximumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Maximum.js';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool.js';
import { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean.js';
import { minConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Min.js';
import { minimumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Minimum.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply.js';
import { negConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Neg.js';
import { oneHotConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/OneHot.js';
import { onesLikeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/OnesLike.js';
import { packConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Pack.js';
import { padV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/PadV2.js';
import { powConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Pow.js';
import { preluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Prelu.js';
import { rangeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Range.js';
import { realConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Real.js';
import { realDivConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv.js';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu.js';
import { relu6Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu6.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape.js';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt.js';
import { selectConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Select.js';
import { seluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Selu.js';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid.js';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Slice.js';
import { softmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softmax.js';
import { softplusConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softplus.js';
import { splitVConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SplitV.js';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sqrt.js';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square.js';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sum.js';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh.js';
import { tileConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tile.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose.js';
import { unpackConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Unpack.js';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ZerosLike.js';

/**
 * tfjs' backend webgl with the kernels that networks and their projections are made of: all of them are half as much
 * again to download. The others are in `moreWebglKernels.ts`.
 */
const KERNELS = [
  _fusedMatMulConfig,
  absConfig,
  addConfig,
  addNConfig,
  allConfig,
  argMaxConfig,
  argMinConfig,
  avgPoolConfig,
  batchMatMulConfig,
  batchNormConfig,
  castConfig,
  clipByValueConfig,
  complexConfig,
  concatConfig,
  conv2DConfig,
  conv2DBackpropInputConfig,
  depthToSpaceConfig,
  depthwiseConv2dNativeConfig,
  depthwiseConv2dNativeBackpropInputConfig,
  eluConfig,
  equalConfig,
  expConfig,
  expandDimsConfig,
  fillConfig,
  fusedConv2DConfig,
  fusedDepthwiseConv2DConfig,
  gatherV2Config,
  greaterConfig,
  greaterEqualConfig,
  identityConfig,
  imagConfig,
  leakyReluConfig,
  lessConfig,
  logConfig,
  logicalAndConfig,
  logicalOrConfig,
  LRNConfig,
  maxConfig,
  maximumConfig,
  maxPoolConfig,
  meanConfig,
  minConfig,
  minimumConfig,
  multiplyConfig,
  negConfig,
  oneHotConfig,
  onesLikeConfig,
  packConfig,
  padV2Config,
  powConfig,
  preluConfig,
  rangeConfig,
  realConfig,
  realDivConfig,
  reluConfig,
  relu6Config,
  reshapeConfig,
  rsqrtConfig,
  selectConfig,
  seluConfig,
  sigmoidConfig,
  sliceConfig,
  softmaxConfig,
  softplusConfig,
  splitVConfig,
  sqrtConfig,
  squareConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  tileConfig,
  transposeConfig,
  unpackConfig,
  zerosLikeConfig,
];

KERNELS.forEach(registerKernel);
