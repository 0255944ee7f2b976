import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Takes a picture pasted anywhere on the page while the host is on screen, but leaves text fields alone. */
export class PasteController implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly receive: (files: File[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.#paste);
  }

  readonly #paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || isTextField(event.target) || !this.#onScreen()) return;
    event.preventDefault();
    this.receive(files);
  };

  #onScreen(): boolean {
    const { top, bottom } = this.host.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
  );
}
