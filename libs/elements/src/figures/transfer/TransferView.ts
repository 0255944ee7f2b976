import type { LearnedPhoto, NamedPicture } from '@deconv/engine';
import type { LessonLearned } from './LearnController.js';
import type { PhotoSet } from './PhotoClass.js';

/** A class by its `id`, or what is to be answered. */
export type Target = number | 'asked';

/** What the parts of `<deconv-transfer>` draw. */
export interface TransferView {
  photoSet: PhotoSet;
  /** What was learned last; undefined while nothing was. */
  lesson: LessonLearned | undefined;
  /** The photo looked at. */
  chosen: NamedPicture | undefined;
  /** Number of the class whose evidence is shown; undefined for the one that is answered. */
  shown: number | undefined;
  /** Number of the place looked at; undefined for the one with the most evidence. */
  place: number | undefined;
  /** Where a drawing is being made. */
  drawing: Target | undefined;
  onChoose: (photo: NamedPicture) => void;
  onShow: (shown: number) => void;
  onPlace: (place: number) => void;
  onDraw: (target: Target | undefined) => void;
  /** The reader is at this class: what is dropped or pasted goes there. */
  onTarget: (target: Target) => void;
  onFiles: (files: File[], target: Target) => void;
  onPhotos: (photos: NamedPicture[], target: Target) => void;
  onRemove: (photo: NamedPicture, target: Target) => void;
  onName: (name: string, id: number) => void;
  onAddClass: () => void;
  onRemoveClass: (id: number) => void;
}

const known = new WeakMap<LessonLearned, Map<NamedPicture, LearnedPhoto>>();

/** What was said of a photo; undefined of one that came later. */
export function answerTo(
  lesson: LessonLearned | undefined,
  photo: NamedPicture,
): LearnedPhoto | undefined {
  if (!lesson) return undefined;
  const answers = known.get(lesson) ?? answersOf(lesson);
  known.set(lesson, answers);
  return answers.get(photo);
}

function answersOf({ photoSet, learned }: LessonLearned): Map<NamedPicture, LearnedPhoto> {
  const photos = photoSet.classes.flatMap((each) => each.photos);
  return new Map([
    ...photos.map((photo, i) => [photo, learned.photos[i]!] as const),
    ...photoSet.asked.map((photo, i) => [photo, learned.asked[i]!] as const),
  ]);
}
