/** Marks the page's status, whichever copy of this file made it. */
const MARK = 'data-deconv-status';

/** How long words wait for others: a screen reader is told once of what happens at once. */
const TOGETHER_MS = 120;

const waiting = new Map<Element, string>();

/**
 * Tells a screen reader something, politely, through the one status that all elements of a page share. What the same
 * element has said a moment ago is replaced.
 */
export function announce(speaker: Element, words: string): void {
  if (!words) return;
  if (!waiting.size) setTimeout(speak, TOGETHER_MS);
  waiting.set(speaker, words);
}

function speak(): void {
  // What has left the page meanwhile is of no interest any more.
  const said = [...waiting].filter(([speaker]) => speaker.isConnected).map(([, words]) => words);
  if (said.length) statusOfPage().textContent = said.join(' ');
  waiting.clear();
}

/** Stands at the end of the page, where no shadow root hides it, and is seen by nobody. */
function statusOfPage(): Element {
  const known = document.querySelector(`[${MARK}]`);
  if (known) return known;
  const status = document.createElement('div');
  status.setAttribute(MARK, '');
  status.setAttribute('role', 'status');
  Object.assign(status.style, {
    ...{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden' },
    ...{ clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
  });
  document.body.append(status);
  return status;
}
