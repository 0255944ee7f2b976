import { html } from 'lit';
import { alike } from './digits.js';
import type { Filtered } from './Filtered.js';
import { renderNumbersAt } from './renderNumbersAt.js';

/** The products of one map that add up at a place, and what the other maps bring. */
export function renderFiltered(filtered: Filtered) {
  const { from, rows, columns, factors } = filtered;
  const all = factors.flat();
  const signal = alike(all.map((each) => each.signal));
  const weight = alike(all.map((each) => each.weight));
  const product = alike(all.map((each) => each.signal * each.weight));
  const caption = `Map ${from} of the step before: signal × weight`;
  const cell = (r: number, c: number) => {
    const factor = factors[r]![c]!;
    return html`<td class=${factor.signal === 0 ? 'nothing' : ''}>
      <span>${signal(factor.signal)}</span>
      <span>× ${weight(factor.weight)}</span>
      <b>= ${product(factor.signal * factor.weight)}</b>
    </td>`;
  };
  return html`
    <div class="tables products">${renderNumbersAt({ caption, rows, columns, cell })}</div>
    <p class="made">${sumInWords(filtered)}</p>
  `;
}

function sumInWords({ factors, sum, total, others }: Filtered) {
  const rest = total - sum;
  const write = alike([sum, rest, total]);
  const count = factors.flat().length;
  const added = count === 1 ? 'Its product is' : `Its ${count} products add up to`;
  if (others === 0) return html`${added} <b>${write(total)}</b>; no other map carries a signal.`;
  return html`${added} <b>${write(sum)}</b>; no other map shown brings as much. The other ${others}
    maps bring <b>${write(rest)}</b> in the same way, which makes <b>${write(total)}</b>.`;
}
