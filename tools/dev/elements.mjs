// `npm run elements`: writes docs/elements.md from the manifest of the elements, which is made of their sources; with --check it
// only says whether the page is as it would be written. Build first.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PAGE = at('docs/elements.md');
const { modules } = JSON.parse(readFileSync(at('libs/elements/dist/custom-elements.json'), 'utf8'));

const HEAD = `# Elements: attributes, properties, events, slots, parts

What each element takes and tells. [Embedding figures](embed.md) says how they come into a page. This page is written by
\`npm run elements\` from \`dist/custom-elements.json\` of the package, which is made of the sources; a test fails where they
differ.

What a reader does bubbles, from inside any shadow root, under a name that begins with \`deconv-\`, and \`event.detail\` carries what
stands in braces. \`load\`, \`progress\` and \`error\` do not bubble, as those of an image. A property without an attribute is set by
scripts.`;

const elements = modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName)
  .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));

/** What stands in a cell of a table, in one line. */
const cell = (text = '') => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
const code = (text = '') => (text ? `\`${cell(text)}\`` : '');

function table(title, head, rows) {
  if (!rows.length) return [];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [`### ${title}`, lines.join('\n')];
}

const named = (title, list = [], name = code) =>
  table(
    title,
    ['name', 'what it is'],
    list.map((each) => [name(each.name), cell(each.description)]),
  );

/** Properties that a page may set or read, and the attributes that set them. */
function properties({ members = [], attributes = [] }) {
  const attributeOf = new Map(attributes.map(({ name, fieldName }) => [fieldName, name]));
  const open = members.filter(
    ({ kind, privacy = 'public', static: ofClass, description }) =>
      kind === 'field' && privacy === 'public' && !ofClass && description,
  );
  return table(
    'Properties',
    ['property', 'attribute', 'type', 'default', 'what it is'],
    open.map(({ name, type, default: value, description }) => [
      code(name),
      code(attributeOf.get(name)),
      code(type?.text),
      code(value),
      cell(description),
    ]),
  );
}

function methods({ members = [] }) {
  const open = members.filter(
    ({ kind, privacy = 'public', description }) =>
      kind === 'method' && privacy === 'public' && description,
  );
  return named('Methods', open, (name) => code(`${name}()`));
}

const elementText = (element) =>
  [
    `## <${element.tagName}>`.replace('<', '`<').replace('>', '>`'),
    element.description ?? '',
    ...properties(element),
    ...named('Events', element.events),
    ...methods(element),
    ...named('Slots', element.slots, (name) => (name ? code(name) : '(none)')),
    ...named('Parts', element.cssParts),
    ...named('Custom properties', element.cssProperties),
  ].join('\n\n');

const page = await format([HEAD, ...elements.map(elementText)].join('\n\n'), {
  parser: 'markdown',
  printWidth: 120,
});
if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
else if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== page) {
  console.error(`${PAGE} is not what the elements say; npm run elements writes it`);
  process.exitCode = 1;
}
