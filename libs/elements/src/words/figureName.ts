/** Longer names are cut: a caption may be a paragraph. */
const LONGEST = 120;

/**
 * By what a screen reader calls a figure: its heading or caption, which stand in the page, where nothing inside the figure
 * can refer to them; else what the page says in `aria-label`, or which figure it is.
 */
export function figureName(host: HTMLElement): string {
  const said = ['title', 'caption'].map((slot) => textIn(host, slot)).find((text) => text);
  const name = host.getAttribute('aria-label') ?? said ?? host.localName.replace('deconv-', '');
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

function textIn(host: HTMLElement, slot: string): string {
  const given = [...host.children].filter((child) => child.slot === slot);
  return given
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
