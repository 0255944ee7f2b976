import { Task, initialState } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import { errorOf } from '../../parts/controllers/PhotoController.js';
import { loadLesson, loadLessons, type LessonEntry } from './loadLesson.js';
import type { PhotoSet } from './PhotoClass.js';

/** The lesson without any photos: the reader brings them. */
export const OWN = 'your own';

interface Wishes {
  /** Address of the list; undefined until it is wanted. */
  url: string | undefined;
  /** Name of the chosen one; undefined for the first. */
  lesson: string | undefined;
}

/** Fetches a list of lessons, and the photos of the one that is chosen. */
export class LessonsController {
  readonly #list: Task<readonly [string | undefined], LessonEntry[]>;
  readonly #photos: Task<readonly [LessonEntry | undefined], PhotoSet>;

  constructor(
    host: ReactiveControllerHost,
    private readonly wishes: () => Wishes,
    onPhotos: (photoSet: PhotoSet) => void,
  ) {
    this.#list = new Task(host, {
      args: () => [wishes().url] as const,
      task: async ([url], { signal }) => (url ? loadLessons(url, signal) : initialState),
    });
    this.#photos = new Task(host, {
      args: () => [this.entry] as const,
      task: async ([entry], { signal }) => (entry ? loadLesson(entry, signal) : initialState),
      onComplete: onPhotos,
    });
  }

  /** Of all lessons, and of the empty one; none until there is a list. */
  get names(): string[] {
    const lessons = this.#list.value ?? [];
    return lessons.length ? [...lessons.map(({ name }) => name), OWN] : [];
  }

  /** The chosen lesson. */
  get entry(): LessonEntry | undefined {
    const { lesson } = this.wishes();
    if (lesson === OWN) return undefined;
    const lessons = this.#list.value;
    return lessons?.find(({ name }) => name === lesson) ?? lessons?.[0];
  }

  /** Why there are no photos. */
  get problem(): Error | undefined {
    return errorOf(this.#list) ?? errorOf(this.#photos);
  }
}
