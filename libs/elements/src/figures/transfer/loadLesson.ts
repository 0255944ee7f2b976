import { fetchJson } from '../../parts/fetching/fetchJson.js';
import { isText, leads, requireList } from '../../parts/fetching/requireList.js';
import { loadPhotos } from '../../parts/photo/loadPhotos.js';
import { photoClass, type PhotoSet } from './PhotoClass.js';

/** An entry of a list of lessons; addresses of photos are relative to the list. */
export interface LessonEntry {
  name: string;
  classes: { name: string; photos: string[] }[];
  asked: string[];
  /** Who made the photos, and under which licence. */
  credit?: string;
}

const FORM =
  '[{ "name": "Cups", "classes": [{ "name": "Red", "photos": ["red.jpg"] }], "asked": ["cup.jpg"] }]';

/** Reads a list of lessons. @throws where it cannot be reached or is none, in words that a reader understands */
export async function loadLessons(url: string, signal: AbortSignal): Promise<LessonEntry[]> {
  const { json, address } = await fetchJson('The lessons', url, signal);
  const lead = (files: unknown): boolean =>
    Array.isArray(files) && files.every((file) => leads(file, address));
  const lessons = requireList<LessonEntry>(
    json,
    ({ name, classes, asked }) =>
      isText(name) &&
      lead(asked) &&
      Array.isArray(classes) &&
      classes
        .map(Object)
        .every(
          (each: Partial<LessonEntry['classes'][0]>) => isText(each.name) && lead(each.photos),
        ),
    { said: `The lessons at ${url}`, form: FORM },
  );
  const absolute = (file: string): string => new URL(file, address).href;
  return lessons.map((lesson) => ({
    ...lesson,
    classes: lesson.classes.map((each) => ({ ...each, photos: each.photos.map(absolute) })),
    asked: lesson.asked.map(absolute),
  }));
}

/** Fetches the photos of a lesson. */
export async function loadLesson(
  { classes, asked }: LessonEntry,
  signal: AbortSignal,
): Promise<PhotoSet> {
  const photos = (files: string[]) =>
    files.length ? loadPhotos(files.join(' '), signal) : Promise.resolve([]);
  const [own, other] = await Promise.all([
    Promise.all(
      classes.map(async ({ name, photos: files }) => photoClass(name, await photos(files))),
    ),
    photos(asked),
  ]);
  return { classes: own, asked: other };
}
