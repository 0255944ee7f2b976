export { DeconvGrid } from './grid/DeconvGrid.js';
export { PixelView } from './drawing/PixelView.js';
export { DeconvOcclusion } from './occlusion/DeconvOcclusion.js';
export { DeconvInvariance } from './invariance/DeconvInvariance.js';
export { DeconvEvolution } from './evolution/DeconvEvolution.js';
export { DeconvCorrespondence } from './correspondence/DeconvCorrespondence.js';
export { DeconvFilters } from './filters/DeconvFilters.js';
export { DeconvLens } from './lens/DeconvLens.js';
