import { TrainingRoom } from './TrainingRoom.js';

/** Makes the page's training figures work. Nothing is fetched or computed until the reader starts one. */
export function startTrainingRooms(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('.training'))
    new TrainingRoom(figure);
}
