import type { Learned, LearnedPhoto, Lesson, Picture } from '../../src/contract.js';
import { findLayer, INPUT_SIZE } from './fakeLayers.js';
import { fieldOf } from './fakeView.js';

/** Answers each photo by its brightness: dark ones are the first class, bright ones the last. */
export function fakeLearned(
  { layer, photos, asked, classes }: Lesson,
  seenOf: (picture: Picture) => Picture,
): Learned {
  const summary = findLayer(layer);
  const { height, width, channels } = summary;
  const answer = ({ picture }: { picture: Picture }): LearnedPhoto => {
    const seen = seenOf(picture);
    const bright = brightness(seen);
    const said = Math.min(classes - 1, Math.floor(bright * classes));
    const rest = 0.1 / Math.max(1, classes - 1);
    return {
      seen,
      probabilities: Array.from({ length: classes }, (_, k) => (k === said ? 0.9 : rest)),
      evidence: Float32Array.from({ length: classes * height * width }, (_, i) => {
        const [k, place] = [Math.floor(i / (height * width)), i % (height * width)];
        const swell = Math.sin(1 + place) / 10;
        return k === said ? swell : -swell / Math.max(1, classes - 1);
      }),
    };
  };
  const alone = (label: number): boolean =>
    photos.filter((photo) => photo.label === label).length === 1;
  return {
    ...{ layer, rows: height, columns: width, features: height * width * channels },
    fields: Array.from({ length: height * width }, (_, place) =>
      fieldOf(summary, [Math.floor(place / width), place % width]),
    ),
    centres: { rows: centresOf(height), columns: centresOf(width) },
    offsets: Array.from({ length: classes }, () => 0),
    photos: photos.map((photo) => ({
      ...answer(photo),
      ...(alone(photo.label) && { probabilities: null }),
    })),
    asked: asked.map(answer),
    ...{ strength: 1e-3, fingerprint: 'fa'.repeat(32), seconds: 0.5 },
  };
}

/** Pixel at which each of `count` positions along an axis looks. */
function centresOf(count: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i + 0.5) * INPUT_SIZE) / count - 0.5);
}

/** 0–1, of the whole picture. */
function brightness({ data }: Picture): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) if (i % 4 < 3) sum += data[i]!;
  return sum / (255 * 3 * INPUT_SIZE * INPUT_SIZE);
}
