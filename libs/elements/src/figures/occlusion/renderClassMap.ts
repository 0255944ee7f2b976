import { COLOURED, categoryColour, cssColour } from '@deconv/pictures';
import type { OccludeResults } from '@deconv/results';
import { html, nothing } from 'lit';
import { cellPicture } from '../../drawing/chart/cellPicture.js';
import { formatShare } from '../../words/formatShare.js';
import { className, type OcclusionView } from './OcclusionView.js';
import { renderBoard } from './renderBoard.js';

/** The most probable class by the square's place, a colour for each of the most frequent ones, which a legend names. */
export function renderClassMap(view: OcclusionView) {
  const { results, place } = view;
  const { ranks, shares, picture } = classMapOf(results);
  const here = results.label[place.row]![place.column]!;
  const [most] = shares;
  return html`
    <div class="map">
      <h3>Most probable class, in % of places</h3>
      ${renderBoard(view, {
        picture,
        label: `Most probable class, by the place of the square: ${most ? `${className(results, most[0])} at ${formatShare(most[1])} of the places` : 'nothing yet'}`,
      })}
      <ul class="legend">
        ${shares.slice(0, COLOURED).map(
          ([index, share]) => html`
            <li class=${index === here ? 'now' : ''}>
              <span
                class="swatch"
                .style="background: ${cssColour(categoryColour(ranks.get(index)!))}"
              ></span>
              <span class="name">${className(results, index)}</span>
              <span>${formatShare(share)}</span>
            </li>
          `,
        )}
        ${shares.length > COLOURED ? renderOthers(shares.slice(COLOURED)) : nothing}
      </ul>
    </div>
  `;
}

function renderOthers(others: [index: number, share: number][]) {
  const share = others.reduce((sum, [, each]) => sum + each, 0);
  return html`
    <li>
      <span class="swatch" .style="background: ${cssColour(categoryColour(COLOURED))}"></span>
      <span class="name">${others.length} others</span>
      <span>${formatShare(share)}</span>
    </li>
  `;
}

interface ClassMap {
  /** By class, 0 for the most frequent one. */
  ranks: Map<number, number>;
  /** Classes with the share of places at which they are the most probable, the most frequent first. */
  shares: [index: number, share: number][];
  picture: ReturnType<typeof cellPicture>;
}

/** Drawn once a document, however often the square moves. */
const drawn = new WeakMap<OccludeResults, ClassMap>();

function classMapOf(results: OccludeResults): ClassMap {
  const known = drawn.get(results);
  if (known) return known;
  const labels = results.label.flat().filter((label) => !Number.isNaN(label));
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const shares = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([index, count]): [number, number] => [index, count / labels.length]);
  const ranks = new Map(shares.map(([index], rank) => [index, rank]));
  const picture = cellPicture(results.label, (index) => categoryColour(ranks.get(index)!));
  const map = { ranks, shares, picture };
  drawn.set(results, map);
  return map;
}
