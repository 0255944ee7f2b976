export { DeconvGrid } from './grid/DeconvGrid.js';
export { PixelView } from './drawing/PixelView.js';
