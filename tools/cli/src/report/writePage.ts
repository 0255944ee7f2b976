import { cp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeWhole } from '../writeWhole.js';
import { html, type Html } from './html.js';
import { SECTIONS, type SectionName } from './sections.js';
import type { LeftOut } from './Task.js';

/** The page that `@deconv/report` builds, and what it needs beside it. */
const TEMPLATE = dirname(createRequire(import.meta.url).resolve('@deconv/report/index.html'));

/** What a report says. */
export interface Page {
  /** Name of the network. */
  network: string;
  /** In a sentence: over what, by what. */
  summary: string;
  sections: { name: SectionName; content: Html }[];
  leftOut: readonly LeftOut[];
  /** Documents of the figures. */
  scripts: readonly Html[];
}

/** Writes the page into the report's folder, with all it needs. @throws Error where the command was not built whole */
export async function writePage(folder: string, page: Page): Promise<void> {
  const template = await readFile(join(TEMPLATE, 'index.html'), 'utf8').catch((cause: unknown) => {
    throw new Error(`the page of reports is missing in ${TEMPLATE}; run npm run build`, { cause });
  });
  const text = filled(template, {
    title: html`${page.network}: what it sees`,
    network: html`${page.network}`,
    summary: html`${page.summary}`,
    contents: html`${page.sections.map(({ name }) => contentsLine(name))}`,
    sections: html`${page.sections.map(sectionOf)}${missing(page.leftOut)}`,
    documents: html`${page.scripts}`,
  });
  await rm(join(folder, 'assets'), { recursive: true, force: true });
  await cp(join(TEMPLATE, 'assets'), join(folder, 'assets'), { recursive: true });
  await writeWhole([{ path: join(folder, 'index.html'), bytes: Buffer.from(text) }]);
}

/** Puts markup in the places that the template marks with `[[name]]`. */
function filled(template: string, parts: Readonly<Record<string, Html>>): string {
  return template.replace(/\[\[(\w+)\]\]/g, (mark, name: string) => parts[name]?.text ?? mark);
}

const contentsLine = (name: SectionName): Html =>
  html`<li><a href="#section-${name}">${SECTIONS[name].title}</a></li>`;

function sectionOf({ name, content }: Page['sections'][number]): Html {
  const { title, lede } = SECTIONS[name];
  return html`<section id="section-${name}" aria-labelledby="title-${name}">
    <h2 id="title-${name}">${title}</h2>
    <p class="lede">${lede}</p>
    ${content}
  </section>`;
}

function missing(leftOut: readonly LeftOut[]): Html | undefined {
  if (!leftOut.length) return undefined;
  const lines = leftOut.map(
    ({ section, reason }) => html`<li><b>${SECTIONS[section].title}</b> ${reason}</li>`,
  );
  return html`<section aria-labelledby="title-left-out">
    <h2 id="title-left-out">What is not in here?</h2>
    <ul>
      ${lines}
    </ul>
  </section>`;
}
