/** An element, with the lines that put it on a page. */
interface Embedded {
  tag: string;
  shows: string;
  /** What is written into the tag. */
  lines: string;
}

/** Every element of the page, for copying. Addresses are the reader's own. */
export const EMBEDDED: readonly Embedded[] = [
  {
    tag: 'deconv-lens',
    shows: 'Move over a photo: the strongest unit of each layer there, projected.',
    lines: '<deconv-lens model="my-model/" src="photo.jpg"></deconv-lens>',
  },
  {
    tag: 'deconv-grid',
    shows:
      'The nine units of a layer that respond most to a photo; or, of a document of deconv top, what excites maps most.',
    lines:
      '<deconv-grid model="my-model/" samples="photos.json" layer="conv3"></deconv-grid>\n<deconv-grid src="top/results.json"></deconv-grid>',
  },
  {
    tag: 'deconv-stepper',
    shows: 'One unit’s way down, step by step.',
    lines: '<deconv-stepper model="my-model/" photo="photo.jpg" layer="conv3"></deconv-stepper>',
  },
  {
    tag: 'deconv-projection',
    shows: 'One unit, projected by three rules and with its controls.',
    lines:
      '<deconv-projection model="my-model/" photo="photo.jpg" layer="conv5"></deconv-projection>',
  },
  {
    tag: 'deconv-occlusion',
    shows: 'What a square that covers a part of the photo changes.',
    lines: '<deconv-occlusion src="fox/results.json"></deconv-occlusion>',
  },
  {
    tag: 'deconv-invariance',
    shows: 'What turning, shifting and scaling changes.',
    lines: '<deconv-invariance src="turned/results.json"></deconv-invariance>',
  },
  {
    tag: 'deconv-evolution',
    shows: 'Feature maps through a training.',
    lines: '<deconv-evolution src="evolution/results.json"></deconv-evolution>',
  },
  {
    tag: 'deconv-correspondence',
    shows: 'Whether masking the same part changes features alike.',
    lines: '<deconv-correspondence src="dogs/results.json"></deconv-correspondence>',
  },
  {
    tag: 'deconv-filters',
    shows: 'A layer’s filters, their sizes and frequencies.',
    lines: '<deconv-filters src="filters/results.json"></deconv-filters>',
  },
];
