/** What the network in the page learns to tell apart: eight things of different shapes and colours. */
export const LIVE_CLASSES = [
  'dog',
  'fox',
  'panda',
  'butterfly',
  'football',
  'sunflower',
  'bus',
  'watermelon',
];
