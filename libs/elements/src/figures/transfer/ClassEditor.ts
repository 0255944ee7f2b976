import type { NamedPicture } from '@deconv/engine';
import type { ReactiveControllerHost } from 'lit';
import { tell } from '../../parts/controllers/tell.js';
import { loadPhotos } from '../../parts/photo/loadPhotos.js';
import { another, EMPTY, withClass, type PhotoSet } from './PhotoClass.js';
import type { Target, TransferView } from './TransferView.js';

/** The classes as the reader arranges them, and what of them is looked at. */
export class ClassEditor {
  photoSet: PhotoSet = EMPTY;
  /** Why photos were not taken. */
  refused: string | undefined;
  #chosen: NamedPicture | undefined;
  #shown: number | undefined;
  #place: number | undefined;
  #drawing: Target | undefined;
  /** Where the reader was last. */
  #target: Target | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {}

  /** Starts with other classes. */
  begin(photoSet: PhotoSet): void {
    this.#drawing = undefined;
    this.refused = undefined;
    this.#look(undefined);
    this.#arrange(photoSet);
  }

  /** Takes photos for the class that the reader was at last, or for the first. */
  takeHere(files: File[]): Promise<void> {
    return this.#take(files, this.#target ?? this.photoSet.classes[0]!.id);
  }

  /** What is drawn of them, and what becomes of what the reader does. */
  get view(): Omit<TransferView, 'lesson'> {
    const { photoSet } = this;
    return {
      ...{ photoSet, shown: this.#shown, place: this.#place, drawing: this.#drawing },
      chosen: this.#chosen ?? photoSet.asked[0] ?? photoSet.classes[0]?.photos[0],
      onChoose: (photo) => this.#look(photo),
      onShow: (at) => this.#turn(at, undefined),
      onPlace: (at) => this.#turn(this.#shown, at),
      onDraw: (target) => {
        this.#drawing = target;
        this.host.requestUpdate();
      },
      onTarget: (target) => (this.#target = target),
      onFiles: (files, target) => void this.#take(files, target),
      onPhotos: (photos, target) => this.#add(photos, target),
      onRemove: (photo, target) =>
        this.#change(target, (photos) => photos.filter((each) => each !== photo)),
      onName: (name, id) =>
        this.#arrange(withClass(photoSet, id, (own) => ({ ...own, name: name || own.name }))),
      onAddClass: () => this.#setClasses([...photoSet.classes, another(photoSet)]),
      onRemoveClass: (id) => this.#setClasses(photoSet.classes.filter((each) => each.id !== id)),
    };
  }

  #arrange(photoSet: PhotoSet): void {
    this.photoSet = photoSet;
    const here = ({ id }: { id: number }): boolean => id === this.#target;
    if (this.#target !== 'asked' && !photoSet.classes.some(here)) this.#target = undefined;
    this.host.requestUpdate();
  }

  #setClasses(classes: PhotoSet['classes']): void {
    this.#shown = undefined;
    this.#arrange({ ...this.photoSet, classes });
  }

  /** Another photo is looked at where most is to be seen. */
  #look(photo: NamedPicture | undefined): void {
    this.#chosen = photo;
    this.#turn(undefined, undefined);
  }

  #turn(shown: number | undefined, place: number | undefined): void {
    this.#shown = shown;
    this.#place = place;
    this.host.requestUpdate();
  }

  async #take(files: File[], target: Target): Promise<void> {
    if (!files.length) return;
    try {
      this.refused = undefined;
      this.#add(await loadPhotos(files, new AbortController().signal), target);
      tell(this.host, 'deconv-photos', { names: files.map(({ name }) => name) });
    } catch (error) {
      this.refused = (error as Error).message;
      this.host.requestUpdate();
    }
  }

  #add(photos: readonly NamedPicture[], target: Target): void {
    this.#change(target, (own) => [...own, ...photos]);
    if (target === 'asked') this.#look(photos[0]);
  }

  #change(
    target: Target,
    change: (photos: readonly NamedPicture[]) => readonly NamedPicture[],
  ): void {
    const { photoSet } = this;
    this.#arrange(
      target === 'asked'
        ? { ...photoSet, asked: change(photoSet.asked) }
        : withClass(photoSet, target, (own) => ({ ...own, photos: change(own.photos) })),
    );
  }
}
