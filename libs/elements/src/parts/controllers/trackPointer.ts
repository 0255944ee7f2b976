/** Reports where a pointer is pressed and dragged on an element, in shares of its width and height. */
export function trackPointer(event: PointerEvent, report: (x: number, y: number) => void): void {
  const board = event.currentTarget as Element;
  if (event.type === 'pointerdown') {
    if (event.button !== 0) return;
    // A press that never came from a pointer has none to capture.
    if (event.isTrusted) board.setPointerCapture(event.pointerId);
  } else if (!event.buttons) return;
  const { left, top, width, height } = board.getBoundingClientRect();
  report((event.clientX - left) / width, (event.clientY - top) / height);
}
