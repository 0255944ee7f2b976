import { acosConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Acos.js';
import { acoshConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Acosh.js';
import { allConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/All.js';
import { anyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Any.js';
import { argMaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ArgMax.js';
import { argMinConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ArgMin.js';
import { asinConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Asin.js';
import { asinhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Asinh.js';
import { atanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Atan.js';
import { atan2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Atan2.js';
import { atanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Atanh.js';
import { avgPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPool.js';
import { avgPool3DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPool3D.js';
import { avgPool3DGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPool3DGrad.js';
import { avgPoolGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPoolGrad.js';
import { batchNormConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchNorm.js';
import { batchToSpaceNDConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchToSpaceND.js';
import { bincountConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Bincount.js';
import { bitwiseAndConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BitwiseAnd.js';
import { broadcastArgsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BroadcastArgs.js';
import { ceilConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Ceil.js';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ClipByValue.js';
import { complexAbsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ComplexAbs.js';
import { conv2DBackpropFilterConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropFilter.js';
import { conv2DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput.js';
import { conv3DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv3D.js';
import { conv3DBackpropFilterV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv3DBackpropFilterV2.js';
import { conv3DBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv3DBackpropInputV2.js';
import { cosConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cos.js';
import { coshConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cosh.js';
import { cropAndResizeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/CropAndResize.js';
import { cumprodConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cumprod.js';
import { cumsumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cumsum.js';
import { denseBincountConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DenseBincount.js';
import { depthToSpaceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthToSpace.js';
import { depthwiseConv2dNativeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNative.js';
import { depthwiseConv2dNativeBackpropFilterConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNativeBackpropFilter.js';
import { depthwiseConv2dNativeBackpropInputConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNativeBackpropInput.js';
import { diagConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Diag.js';
import { dilation2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Dilation2D.js';
import { einsumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Einsum.js';
import { eluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Elu.js';
import { eluGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/EluGrad.js';
import { equalConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Equal.js';
import { erfConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Erf.js';
import { expandDimsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ExpandDims.js';
import { expm1Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Expm1.js';
import { fftConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FFT.js';
import { flipLeftRightConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FlipLeftRight.js';
import { floorConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Floor.js';
import { floorDivConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FloorDiv.js';
import { fromPixelsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FromPixels.js';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedDepthwiseConv2D.js';
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/_FusedMatMul.js';
import { gatherNdConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GatherNd.js';
import { greaterEqualConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GreaterEqual.js';
import { ifftConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/IFFT.js';
import { isFiniteConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/IsFinite.js';
import { isInfConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/IsInf.js';
import { isNaNConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/IsNaN.js';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LeakyRelu.js';
import { lessConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Less.js';
import { lessEqualConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LessEqual.js';
import { linSpaceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LinSpace.js';
import { logConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Log.js';
import { log1pConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Log1p.js';
import { logicalAndConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LogicalAnd.js';
import { logicalNotConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LogicalNot.js';
import { logicalOrConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LogicalOr.js';
import { LRNConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LRN.js';
import { LRNGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LRNGrad.js';
import { maximumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Maximum.js';
import { maxPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool.js';
import { maxPool3DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool3D.js';
import { maxPool3DGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool3DGrad.js';
import { maxPoolGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPoolGrad.js';
import { maxPoolWithArgmaxConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPoolWithArgmax.js';
import { minConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Min.js';
import { mirrorPadConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MirrorPad.js';
import { modConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mod.js';
import { multinomialConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multinomial.js';
import { negConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Neg.js';
import { nonMaxSuppressionV3Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/NonMaxSuppressionV3.js';
import { nonMaxSuppressionV4Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/NonMaxSuppressionV4.js';
import { nonMaxSuppressionV5Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/NonMaxSuppressionV5.js';
import { notEqualConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/NotEqual.js';
import { oneHotConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/OneHot.js';
import { onesLikeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/OnesLike.js';
import { preluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Prelu.js';
import { prodConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Prod.js';
import { raggedGatherConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RaggedGather.js';
import { raggedRangeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RaggedRange.js';
import { raggedTensorToTensorConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RaggedTensorToTensor.js';
import { rangeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Range.js';
import { reciprocalConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reciprocal.js';
import { relu6Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu6.js';
import { resizeBilinearConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ResizeBilinear.js';
import { resizeBilinearGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ResizeBilinearGrad.js';
import { resizeNearestNeighborConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ResizeNearestNeighbor.js';
import { resizeNearestNeighborGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ResizeNearestNeighborGrad.js';
import { reverseConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reverse.js';
import { rotateWithOffsetConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RotateWithOffset.js';
import { roundConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Round.js';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt.js';
import { scatterNdConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ScatterNd.js';
import { searchSortedConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SearchSorted.js';
import { selectConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Select.js';
import { seluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Selu.js';
import { signConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sign.js';
import { sinConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sin.js';
import { sinhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sinh.js';
import { softplusConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Softplus.js';
import { spaceToBatchNDConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SpaceToBatchND.js';
import { sparseFillEmptyRowsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SparseFillEmptyRows.js';
import { sparseReshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SparseReshape.js';
import { sparseSegmentMeanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SparseSegmentMean.js';
import { sparseSegmentSumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SparseSegmentSum.js';
import { sparseToDenseConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SparseToDense.js';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sqrt.js';
import { squaredDifferenceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/SquaredDifference.js';
import { staticRegexReplaceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/StaticRegexReplace.js';
import { stepConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Step.js';
import { stridedSliceConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/StridedSlice.js';
import { stringNGramsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/StringNGrams.js';
import { stringSplitConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/StringSplit.js';
import { stringToHashBucketFastConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/StringToHashBucketFast.js';
import { tanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tan.js';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh.js';
import { tensorScatterUpdateConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/TensorScatterUpdate.js';
import { tileConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tile.js';
import { topKConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/TopK.js';
import { transformConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transform.js';
import { uniqueConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Unique.js';
import { unpackConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Unpack.js';
import { unsortedSegmentSumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/UnsortedSegmentSum.js';
import { registerKernel } from '@tensorflow/tfjs-core';

/** The kernels of tfjs' backend webgl that `webglKernels.ts` leaves out, for the network that needs one after all. */
const KERNELS = [
  acosConfig,
  acoshConfig,
  allConfig,
  anyConfig,
  argMaxConfig,
  argMinConfig,
  asinConfig,
  asinhConfig,
  atan2Config,
  atanConfig,
  atanhConfig,
  avgPool3DConfig,
  avgPool3DGradConfig,
  avgPoolConfig,
  avgPoolGradConfig,
  batchNormConfig,
  batchToSpaceNDConfig,
  bincountConfig,
  bitwiseAndConfig,
  broadcastArgsConfig,
  ceilConfig,
  clipByValueConfig,
  complexAbsConfig,
  conv2DBackpropFilterConfig,
  conv2DBackpropInputConfig,
  conv3DBackpropFilterV2Config,
  conv3DBackpropInputConfig,
  conv3DConfig,
  cosConfig,
  coshConfig,
  cropAndResizeConfig,
  cumprodConfig,
  cumsumConfig,
  denseBincountConfig,
  depthToSpaceConfig,
  depthwiseConv2dNativeBackpropFilterConfig,
  depthwiseConv2dNativeBackpropInputConfig,
  depthwiseConv2dNativeConfig,
  diagConfig,
  dilation2DConfig,
  einsumConfig,
  eluConfig,
  eluGradConfig,
  equalConfig,
  erfConfig,
  expandDimsConfig,
  expm1Config,
  fftConfig,
  flipLeftRightConfig,
  floorConfig,
  floorDivConfig,
  fromPixelsConfig,
  fusedDepthwiseConv2DConfig,
  _fusedMatMulConfig,
  gatherNdConfig,
  greaterEqualConfig,
  ifftConfig,
  isFiniteConfig,
  isInfConfig,
  isNaNConfig,
  leakyReluConfig,
  lessConfig,
  lessEqualConfig,
  linSpaceConfig,
  log1pConfig,
  logConfig,
  logicalAndConfig,
  logicalNotConfig,
  logicalOrConfig,
  LRNConfig,
  LRNGradConfig,
  maximumConfig,
  maxPool3DConfig,
  maxPool3DGradConfig,
  maxPoolConfig,
  maxPoolGradConfig,
  maxPoolWithArgmaxConfig,
  minConfig,
  mirrorPadConfig,
  modConfig,
  multinomialConfig,
  negConfig,
  nonMaxSuppressionV3Config,
  nonMaxSuppressionV4Config,
  nonMaxSuppressionV5Config,
  notEqualConfig,
  oneHotConfig,
  onesLikeConfig,
  preluConfig,
  prodConfig,
  raggedGatherConfig,
  raggedRangeConfig,
  raggedTensorToTensorConfig,
  rangeConfig,
  reciprocalConfig,
  relu6Config,
  resizeBilinearConfig,
  resizeBilinearGradConfig,
  resizeNearestNeighborConfig,
  resizeNearestNeighborGradConfig,
  reverseConfig,
  rotateWithOffsetConfig,
  roundConfig,
  rsqrtConfig,
  scatterNdConfig,
  searchSortedConfig,
  selectConfig,
  seluConfig,
  signConfig,
  sinConfig,
  sinhConfig,
  softplusConfig,
  spaceToBatchNDConfig,
  sparseFillEmptyRowsConfig,
  sparseReshapeConfig,
  sparseSegmentMeanConfig,
  sparseSegmentSumConfig,
  sparseToDenseConfig,
  sqrtConfig,
  squaredDifferenceConfig,
  staticRegexReplaceConfig,
  stepConfig,
  stridedSliceConfig,
  stringNGramsConfig,
  stringSplitConfig,
  stringToHashBucketFastConfig,
  tanConfig,
  tanhConfig,
  tensorScatterUpdateConfig,
  tileConfig,
  topKConfig,
  transformConfig,
  uniqueConfig,
  unpackConfig,
  unsortedSegmentSumConfig,
];

KERNELS.forEach(registerKernel);
