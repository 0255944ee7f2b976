import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readResults, type Results } from '@deconv/results';
import { controlsFigure } from './controlsFigure.js';
import { Html, html, jsonScript } from './html.js';
import type { LiveFigure } from './live/liveFigure.js';
import { readPart } from './readPart.js';
import { SECTIONS, type SectionTraits } from './sections.js';
import type { Task } from './Task.js';

/** A figure, and the document it draws. */
export interface Figure {
  markup: Html;
  script: Html;
}

/**
 * The element that draws a task's document. Without scripts the command's own pictures stand in its place.
 * @param enliven says how it computes, if it does
 */
export async function figureOf(
  report: string,
  task: Task,
  enliven?: (document: Results) => Promise<LiveFigure>,
): Promise<Figure> {
  const { folder, title, about, section } = task;
  const { element } = SECTIONS[section] as SectionTraits;
  if (element === undefined)
    return { markup: await controlsFigure(report, task, enliven !== undefined), script: html`` };
  const document = await readPart(join(report, folder, 'results.json'), readResults);
  const { attributes = {}, told = '' } = (await enliven?.(document)) ?? {};
  const posters = await postersIn(report, folder);
  const inside = html`${title === undefined ? undefined : html`<h3 slot="title">${title}</h3>`}
    <p slot="caption">${[about, told].filter(Boolean).join(' ')}</p>
    ${posters}`;
  const set = Object.entries({ src: `#${folder}`, ...attributes })
    .map(([name, value]) => html` ${name}="${value}"`.text)
    .join('');
  const markup = new Html(`<${element}${set}>\n${inside.text}\n</${element}>`);
  return { markup, script: jsonScript(folder, beside(document, folder)) };
}

/** Pictures that the command drew for people, rather than parts of them. */
async function postersIn(report: string, folder: string): Promise<Html[]> {
  const names = (await readdir(join(report, folder))).filter(
    (name) => /\.(webp|png|svg)$/.test(name) && !/^(image|unit|other)-?/.test(name),
  );
  return names
    .sort()
    .map(
      (name) =>
        html`<img
          src="${folder}/${encodeURIComponent(name)}"
          alt="Results, drawn: ${name}"
          loading="lazy"
        />`,
    );
}

/** A document's pictures, as seen from the page. */
function beside(value: unknown, folder: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => beside(each, folder));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, beside(each, folder, name)]),
    );
  const picture = ['picture', 'patch', 'projection'].includes(key) && typeof value === 'string';
  return picture ? `${folder}/${value}` : value;
}
