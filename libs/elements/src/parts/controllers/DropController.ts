import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Makes the whole host a target for dropped files. */
export class DropController implements ReactiveController {
  /** A file hovers above the host. */
  over = false;
  /** `dragenter` and `dragleave` also fire for every child: only the outermost pair counts. */
  #depth = 0;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly receive: (files: File[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener('dragenter', this.#enter);
    this.host.addEventListener('dragover', this.#hover);
    this.host.addEventListener('dragleave', this.#leave);
    this.host.addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    this.host.removeEventListener('dragenter', this.#enter);
    this.host.removeEventListener('dragover', this.#hover);
    this.host.removeEventListener('dragleave', this.#leave);
    this.host.removeEventListener('drop', this.#drop);
    this.#setDepth(0);
  }

  readonly #enter = (event: DragEvent): void => {
    if (carriesFiles(event)) this.#setDepth(this.#depth + 1);
  };

  /** Without this the browser opens the file instead of dropping it. */
  readonly #hover = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  };

  readonly #leave = (event: DragEvent): void => {
    if (carriesFiles(event)) this.#setDepth(Math.max(0, this.#depth - 1));
  };

  readonly #drop = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    this.#setDepth(0);
    this.receive([...(event.dataTransfer?.files ?? [])]);
  };

  #setDepth(depth: number): void {
    this.#depth = depth;
    this.over = depth > 0;
    this.host.requestUpdate();
  }
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
