import type { ReactiveController, ReactiveControllerHost } from 'lit';

const FOCUSABLE = 'button, input, select, a[href], [tabindex="0"]';

/** Keeps the focus inside its host where what had it is drawn no longer: whoever uses the keyboard goes on from there. */
export class FocusController implements ReactiveController {
  #around: Element[] = [];

  constructor(private readonly host: ReactiveControllerHost & Element) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#around = around(this.host.shadowRoot?.activeElement);
  }

  hostUpdated(): void {
    const [focused] = this.#around;
    if (!focused || focused.isConnected) return;
    const left = this.#around.filter((each) => each.isConnected);
    for (const each of left) {
      const next = [...each.querySelectorAll<HTMLElement>(FOCUSABLE)].find(takesFocus);
      if (!next) continue;
      next.focus({ preventScroll: true });
      return;
    }
  }
}

/** The element and what it stands in, from the inside out. */
function around(element: Element | null | undefined): Element[] {
  const found: Element[] = [];
  for (let at = element; at; at = at.parentElement) found.push(at);
  return found;
}

const takesFocus = (element: HTMLElement): boolean =>
  !element.matches(':disabled') && element.checkVisibility();
