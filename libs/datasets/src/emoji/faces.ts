import type { Artist } from './artists.js';
import type { EmojiClass } from './classes.js';
import type { Landmarks } from './landmarks.js';

/** The viewer's left eye, the right one, the nose. */
type Marks = [
  leftX: number,
  leftY: number,
  rightX: number,
  rightY: number,
  noseX: number,
  noseY: number,
];

/**
 * The frontal faces: classes that all six artists drew from the front, with two eyes and a nose. Not among them are the
 * cow and the frog, who have nostrils far apart and no nose between them, the koala, which one artist draws without
 * eyes, and the unicorn, whose face is in profile.
 *
 * Marked by eye on large drawings and held against the shapes they are made of. An eye is the middle of its pupil,
 * or of as much of it as shows; a nose is the middle of its shape, or of the space between its nostrils. Fractions of the
 * drawing as `loadEmoji` cuts it. `npm run landmarks -w @deconv/datasets` draws them all.
 */
const MARKS = {
  bear: {
    noto: [0.327, 0.468, 0.673, 0.465, 0.5, 0.598],
    'noto-v1': [0.221, 0.553, 0.774, 0.553, 0.498, 0.623],
    twemoji: [0.361, 0.5, 0.639, 0.5, 0.5, 0.73],
    openmoji: [0.365, 0.518, 0.635, 0.518, 0.5, 0.718],
    emojione: [0.25, 0.527, 0.752, 0.527, 0.5, 0.72],
    'fluent-emoji-flat': [0.375, 0.515, 0.625, 0.515, 0.5, 0.614],
  },
  cat: {
    noto: [0.306, 0.526, 0.694, 0.518, 0.5, 0.608],
    'noto-v1': [0.309, 0.633, 0.693, 0.633, 0.502, 0.716],
    twemoji: [0.333, 0.557, 0.667, 0.557, 0.5, 0.732],
    openmoji: [0.333, 0.538, 0.666, 0.538, 0.5, 0.735],
    emojione: [0.278, 0.564, 0.714, 0.564, 0.498, 0.733],
    'fluent-emoji-flat': [0.375, 0.578, 0.625, 0.578, 0.5, 0.65],
  },
  dog: {
    noto: [0.329, 0.554, 0.67, 0.554, 0.5, 0.705],
    'noto-v1': [0.289, 0.573, 0.71, 0.573, 0.5, 0.728],
    twemoji: [0.361, 0.444, 0.639, 0.444, 0.5, 0.672],
    openmoji: [0.348, 0.372, 0.684, 0.372, 0.5, 0.555],
    emojione: [0.253, 0.48, 0.747, 0.48, 0.5, 0.559],
    'fluent-emoji-flat': [0.406, 0.422, 0.594, 0.422, 0.5, 0.569],
  },
  fox: {
    noto: [0.377, 0.568, 0.63, 0.567, 0.507, 0.825],
    'noto-v1': [0.343, 0.552, 0.657, 0.552, 0.5, 0.78],
    twemoji: [0.347, 0.493, 0.653, 0.493, 0.5, 0.813],
    openmoji: [0.312, 0.578, 0.688, 0.578, 0.5, 0.855],
    emojione: [0.328, 0.567, 0.672, 0.567, 0.5, 0.82],
    'fluent-emoji-flat': [0.375, 0.578, 0.594, 0.578, 0.487, 0.695],
  },
  hamster: {
    noto: [0.341, 0.549, 0.658, 0.55, 0.496, 0.703],
    'noto-v1': [0.256, 0.581, 0.744, 0.581, 0.5, 0.675],
    twemoji: [0.333, 0.583, 0.667, 0.583, 0.5, 0.79],
    openmoji: [0.351, 0.429, 0.654, 0.429, 0.506, 0.65],
    emojione: [0.317, 0.541, 0.683, 0.541, 0.5, 0.657],
    'fluent-emoji-flat': [0.375, 0.608, 0.625, 0.608, 0.5, 0.719],
  },
  lion: {
    noto: [0.381, 0.383, 0.618, 0.387, 0.5, 0.555],
    'noto-v1': [0.375, 0.386, 0.625, 0.386, 0.497, 0.505],
    twemoji: [0.375, 0.465, 0.625, 0.465, 0.5, 0.64],
    openmoji: [0.367, 0.419, 0.636, 0.419, 0.5, 0.655],
    emojione: [0.367, 0.406, 0.633, 0.406, 0.5, 0.518],
    'fluent-emoji-flat': [0.375, 0.453, 0.625, 0.453, 0.5, 0.566],
  },
  monkey: {
    noto: [0.383, 0.474, 0.611, 0.47, 0.501, 0.545],
    'noto-v1': [0.378, 0.476, 0.622, 0.476, 0.5, 0.562],
    twemoji: [0.361, 0.472, 0.639, 0.472, 0.5, 0.639],
    openmoji: [0.347, 0.384, 0.635, 0.389, 0.5, 0.6],
    emojione: [0.364, 0.495, 0.636, 0.495, 0.5, 0.605],
    'fluent-emoji-flat': [0.406, 0.484, 0.594, 0.484, 0.5, 0.566],
  },
  mouse: {
    noto: [0.331, 0.607, 0.67, 0.608, 0.496, 0.665],
    'noto-v1': [0.35, 0.623, 0.654, 0.623, 0.502, 0.675],
    twemoji: [0.389, 0.611, 0.611, 0.611, 0.5, 0.837],
    openmoji: [0.332, 0.547, 0.705, 0.547, 0.518, 0.8],
    emojione: [0.361, 0.602, 0.639, 0.602, 0.5, 0.769],
    'fluent-emoji-flat': [0.375, 0.703, 0.625, 0.703, 0.5, 0.823],
  },
  panda: {
    noto: [0.329, 0.502, 0.682, 0.503, 0.502, 0.65],
    'noto-v1': [0.324, 0.51, 0.682, 0.51, 0.504, 0.658],
    twemoji: [0.361, 0.5, 0.639, 0.5, 0.5, 0.73],
    openmoji: [0.365, 0.555, 0.634, 0.555, 0.5, 0.707],
    emojione: [0.302, 0.537, 0.698, 0.537, 0.498, 0.771],
    'fluent-emoji-flat': [0.375, 0.516, 0.625, 0.516, 0.5, 0.615],
  },
  pig: {
    noto: [0.286, 0.543, 0.701, 0.543, 0.492, 0.648],
    'noto-v1': [0.269, 0.504, 0.731, 0.504, 0.493, 0.628],
    twemoji: [0.194, 0.472, 0.806, 0.472, 0.5, 0.69],
    openmoji: [0.319, 0.502, 0.684, 0.502, 0.5, 0.742],
    emojione: [0.244, 0.54, 0.756, 0.537, 0.5, 0.745],
    'fluent-emoji-flat': [0.375, 0.484, 0.625, 0.484, 0.5, 0.688],
  },
  rabbit: {
    noto: [0.378, 0.594, 0.626, 0.598, 0.5, 0.72],
    'noto-v1': [0.272, 0.741, 0.568, 0.741, 0.43, 0.85],
    twemoji: [0.347, 0.676, 0.653, 0.676, 0.5, 0.738],
    openmoji: [0.333, 0.572, 0.667, 0.572, 0.498, 0.795],
    emojione: [0.347, 0.617, 0.653, 0.617, 0.5, 0.71],
    'fluent-emoji-flat': [0.375, 0.577, 0.625, 0.577, 0.5, 0.681],
  },
  tiger: {
    noto: [0.323, 0.329, 0.692, 0.328, 0.5, 0.51],
    'noto-v1': [0.303, 0.273, 0.699, 0.273, 0.49, 0.41],
    twemoji: [0.361, 0.5, 0.639, 0.5, 0.5, 0.73],
    openmoji: [0.358, 0.502, 0.665, 0.502, 0.5, 0.74],
    emojione: [0.317, 0.416, 0.744, 0.416, 0.5, 0.64],
    'fluent-emoji-flat': [0.375, 0.484, 0.625, 0.484, 0.5, 0.61],
  },
} satisfies Partial<Record<EmojiClass, Record<Artist, Marks>>>;

/** A class whose faces have landmarks. */
export type FaceClass = keyof typeof MARKS;

/** The classes with landmarks, in alphabetical order. */
export const FACE_CLASSES = Object.keys(MARKS) as readonly FaceClass[];

/**
 * Where the eyes and the nose are in an artist's drawing, as fractions of the drawing's width and height.
 * @returns undefined for what is no frontal face
 */
export function faceOf(artist: Artist, label: EmojiClass): Landmarks | undefined {
  const marks: Partial<Record<EmojiClass, Record<Artist, Marks>>> = MARKS;
  const found = marks[label]?.[artist];
  if (!found) return undefined;
  const [leftX, leftY, rightX, rightY, noseX, noseY] = found;
  return {
    leftEyeInImage: [leftX, leftY],
    rightEyeInImage: [rightX, rightY],
    nose: [noseX, noseY],
  };
}
