import { controlledSchema, requireForm } from '@deconv/results';
import { join } from 'node:path';
import { sheetOf, type Sheet } from '../project/picture.js';
import { html, htmlCells, type Html } from './html.js';
import { readPart } from './readPart.js';
import type { Task } from './Task.js';

/** A unit's patch, its projection, and the projections of networks that lack something, each with its likeness. */
export async function controlsFigure(
  report: string,
  { folder, about }: Task,
  live: boolean,
): Promise<Html> {
  const { layer, channel, controls, receptiveField } = await readPart(
    join(report, folder, 'project.json'),
    (text) => requireForm(controlledSchema, JSON.parse(text), 'these controls are damaged'),
  );
  const sheet = sheetOf(receptiveField, controls.length);
  const picture = `${folder}/project.webp`;
  const said = (value: number | null): string => value?.toFixed(3) ?? '–';
  const captions: [name: string, ...notes: string[]][] = [
    [`${layer}, map ${channel}`, 'what its strongest unit saw'],
    ['Its projection', 'by the network as it is'],
    ...controls.map(({ replaced, similarity: { signed, magnitude } }): [string, string, string] => [
      `Random: ${replaced}`,
      `similarity ${said(signed)}`,
      `of magnitudes ${said(magnitude)}`,
    ]),
  ];
  const cells = captions.map(([name, ...notes], i) => ({
    picture: partOf(picture, sheet, i, name),
    lines: [html`<b>${name}</b>`, ...notes.map((note) => html`<span>${note}</span>`)],
  }));
  return html`<figure class="plain">
    ${htmlCells(cells)}
    <figcaption>
      ${about} Similarity is rank correlation with the projection.
      ${live ? 'It is not computed here: it was drawn by the command.' : ''}
      <a href="${picture}">All in one picture</a>
    </figcaption>
  </figure>`;
}

/** One of the pictures on a sheet. */
function partOf(address: string, { width, height, places }: Sheet, index: number, name: string) {
  const { left, top, ...size } = places[index]!;
  // Half a pixel inside, so that rounding lets no ground through.
  const box = [left + 0.5, top + 0.5, size.width - 1, size.height - 1].join(' ');
  return html`<svg viewBox="${box}" role="img" aria-label="${name}">
    <image href="${address}" width="${width}" height="${height}" />
  </svg>`;
}
