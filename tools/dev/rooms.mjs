// `npm run rooms`: draws who may import whom into CONTRIBUTING.md, from the doors that `npm run doors` holds shut; with --check
// it only says whether the picture is as it would be drawn. A file other than CONTRIBUTING.md may be named.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CHECKS, DOORS } from '../../.dependency-cruiser.mjs';

const args = process.argv.slice(2);
const file =
  args.find((arg) => !arg.startsWith('--')) ??
  fileURLToPath(new URL('../../CONTRIBUTING.md', import.meta.url));
const [START, END] = ['<!-- rooms: npm run rooms -->', '<!-- /rooms -->'];

const named = (room) => room.replace('/[^/]+', '');
/** Rooms that a room may import from, by room. Every room may import the checks: they would hide the rest. */
const open = new Map(
  Object.entries(DOORS)
    .filter(([room]) => room !== CHECKS)
    .map(([room, others]) => [named(room), others.map(named)]),
);

/** All rooms that arrows lead to from a room. */
function beyond(room) {
  return new Set(open.get(room).flatMap((next) => [next, ...beyond(next)]));
}

/** The rooms next to it: those that no other leads to. */
function nextTo(room) {
  const others = open.get(room);
  return others.filter((each) => !others.some((other) => beyond(other).has(each)));
}

const idOf = (room) => room.replace('/', '-');
const labelOf = (room) => room.slice(room.indexOf('/') + 1);

function hall(name) {
  const rooms = [...open.keys()].filter((room) => room.startsWith(`${name}/`));
  return [
    `  subgraph ${name}`,
    ...rooms.map((room) => `    ${idOf(room)}[${labelOf(room)}]`),
    '  end',
  ];
}

const arrows = [...open.keys()].flatMap((room) =>
  nextTo(room).map((next) => `  ${idOf(room)} --> ${idOf(next)}`),
);

/** What arrows lead to and doors do not. */
const shut = [...open].flatMap(([room, others]) => {
  const closed = [...beyond(room)].filter((each) => !others.includes(each)).sort();
  if (!closed.length) return [];
  return [`- \`${room}\` does not import ${closed.map((each) => `\`${each}\``).join(', ')}.`];
});

const picture = `${START}

\`\`\`mermaid
graph TD
${[...hall('tools'), '  sites', ...hall('libs'), ...arrows].join('\n')}
\`\`\`

A room may import whatever its arrows lead to, the rooms next to it and those behind them. \`${CHECKS}\` is open to all, and
\`test\` may go anywhere. Only

${shut.join('\n')}

${END}`;

const text = readFileSync(file, 'utf8');
const [before, after] = [text.indexOf(START), text.indexOf(END)];
if (before < 0 || after < 0) throw new Error(`${file} has no ${START} … ${END} to draw between`);
const page = text.slice(0, before) + picture + text.slice(after + END.length);
if (!args.includes('--check')) writeFileSync(file, page);
else if (text !== page) {
  console.error(`${file} does not show the doors as they are; npm run rooms draws them`);
  process.exitCode = 1;
}
