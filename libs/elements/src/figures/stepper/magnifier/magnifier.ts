// What magnifies a place. Fetched apart from the figure, which shows its steps without it.
export { magnify } from './magnify.js';
export { renderFramesAfter, renderFramesBefore } from './renderFrames.js';
export { renderMagnifier } from './renderMagnifier.js';
