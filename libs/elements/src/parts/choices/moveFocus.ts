import { arrowAlong } from './arrowAlong.js';
import { moveInGrid } from './moveInGrid.js';

/** Arrow keys in a group of radio buttons laid out as a grid; choosing follows the focus, as in every such group. */
export function moveFocus(event: KeyboardEvent): void {
  const group = event.currentTarget as HTMLElement;
  const radios = [...group.querySelectorAll<HTMLElement>('[role=radio]')];
  const columns = getComputedStyle(group).gridTemplateColumns.split(' ').length;
  const from = radios.indexOf(event.target as HTMLElement);
  const to = moveInGrid(arrowAlong(event), from, radios.length, columns);
  if (to === undefined) return;
  event.preventDefault();
  radios[to]?.focus();
  radios[to]?.click();
}
