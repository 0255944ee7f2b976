/** Scrolls a sheet, and nothing but the sheet, to what is chosen in it, whenever that is another one. */
export function revealChosen(sheet: HTMLElement | null): void {
  const chosen = sheet?.querySelector<HTMLElement>('[aria-checked=true]');
  if (!sheet || !chosen) return;
  const key = chosen.ariaLabel ?? '';
  if (revealed.get(sheet) === key) return;
  revealed.set(sheet, key);
  const top = chosen.offsetTop;
  const below = top + chosen.offsetHeight - sheet.clientHeight;
  sheet.scrollTop = Math.max(below, Math.min(sheet.scrollTop, top));
}

const revealed = new WeakMap<HTMLElement, string>();
