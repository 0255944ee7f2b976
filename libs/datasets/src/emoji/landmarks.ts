/**
 * The marked parts of a face. Left and right are the viewer's: `leftEyeInImage` is the eye further left in the picture,
 * whichever way round the animal is drawn.
 */
export const PARTS = ['leftEyeInImage', 'rightEyeInImage', 'nose'] as const;

export type Part = (typeof PARTS)[number];

/** x and y as fractions of a picture's width and height, from its top left. */
export type Point = readonly [x: number, y: number];

/** Where the parts of one face lie. */
export type Landmarks = Readonly<Record<Part, Point>>;
