import { html } from 'lit';
import { positionInWords } from '../../../words/positionInWords.js';
import { alike, ordinal } from './digits.js';
import { renderNumbersAt } from './renderNumbersAt.js';
import type { Unpooled } from './Unpooled.js';

type Write = (value: number) => string;

/** A pooling's window as it was read on the way up, and beside it what comes back on the way down. */
export function renderUnpooled(unpooled: Unpooled, layer: string) {
  const { rows, columns, read, down, largest, signal } = unpooled;
  const [up, back] = [read, down].map((values) => alike(values.flat().map((value = 0) => value)));
  const table = (caption: string, values: Unpooled['read'], write: Write, marks: boolean) =>
    renderNumbersAt({
      ...{ caption, rows, columns },
      cell: (r, c) => {
        const value = values[r]?.[c];
        const text = value === undefined ? '·' : write(value);
        const marked = marks && r === largest[0] && c === largest[1];
        return html`<td class=${value ? '' : 'nothing'}>
          ${marked ? html`<mark>${text}</mark>` : text}
        </td>`;
      },
    });
  return html`
    <div class="tables">
      ${table('On the way up', read, up!, true)}
      ${table('On the way down', down, back!, signal !== 0)}
    </div>
    <p class="made">
      ${keptInWords(unpooled, layer, up!)} ${cameInWords(unpooled, back!)}
      ${othersInWords(unpooled)}
    </p>
  `;
}

function keptInWords({ read, above, largest: [row, column] }: Unpooled, layer: string, up: Write) {
  const held = read.flat().filter((value) => value !== undefined).length;
  return html`Of these ${held} values ${layer} kept the largest,
    <b>${up(read[row]?.[column] ?? 0)}</b>, for its ${positionInWords(above)}; it stood in the
    ${ordinal(row)} row, ${ordinal(column)} column: its <b>switch</b>.`;
}

function cameInWords({ signal, largest, others, down }: Unpooled, back: Write) {
  if (signal === 0) return 'Down from there comes nothing.';
  const [row, column] = largest;
  const met = others.filter(({ at }) => at.join() === largest.join());
  const together = met.length
    ? html` There it meets ${met.map((each) => back(each.signal)).join(' and ')} from
        ${met.length === 1 ? 'a window that overlaps' : 'windows that overlap'} this one: together
        <b>${back(down[row]?.[column] ?? 0)}</b>.`
    : '';
  return html`Down from there comes <b>${back(signal)}</b>, and goes back to the switch; everywhere
    else it leaves zero.${together}`;
}

/** Signals in the window that are not its own, but for those at its switch. */
function othersInWords({ others, largest, signal }: Unpooled): string {
  const apart = others.filter(({ at }) => signal === 0 || at.join() !== largest.join()).length;
  if (apart === 0) return '';
  return apart === 1
    ? 'Another number here was sent by a window that overlaps this one.'
    : `${apart} other numbers here were sent by windows that overlap this one.`;
}
