// `npm run ledger`: writes docs/reproduction.md from docs/reproduction/*.json; with --check it only says whether the page is as
// it would be written. A folder other than docs/reproduction may be named.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { oursOf } from './ledger/oursOf.mjs';

const args = process.argv.slice(2);
const check = args.includes('--check');
const folder =
  args.find((arg) => !arg.startsWith('--')) ??
  fileURLToPath(new URL('../../docs/reproduction', import.meta.url));
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));

const HEAD = `# What the paper measured, and what we measured

Each figure and table of Zeiler & Fergus, "Visualizing and Understanding Convolutional Networks" (arXiv 1311.2901 v3), beside
a run of our own at our scale. Nothing here is meant to match: the networks are small, the data are others, and each
difference is named. This page is written by \`npm run ledger\` from [the documents of results](reproduction) and a list of
what the paper says ([entries.json](reproduction/entries.json)); a test fails where they differ.`;

/** A run: its document, the command that gave it, and what it took. */
function runText({ results: name, command, seconds, machine }) {
  const results = read(name);
  const { model, data, backend } = results;
  const facts = [
    `${model.name} (${model.fingerprint.slice(0, 8)}) on ${data.name} (${data.images} images)`,
    `backend ${backend}`,
    ...(seconds === undefined ? [] : [`${timeOf(seconds)} on ${machine}`]),
    `[${name}](reproduction/${name})`,
  ];
  return `${oursOf(results)}\n\n${facts.join(' · ')}\n\n\`\`\`sh\n${command}\n\`\`\``;
}

function timeOf(seconds) {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} minutes`;
}

function entryText({ title, paper, runs, deviations, missing }) {
  return [
    `## ${title}`,
    `**The paper:** ${paper}`,
    ...(runs.length ? ['**Ours:**', ...runs.map(runText)] : []),
    ...(deviations?.length
      ? [`**What is different:**\n\n${deviations.map((each) => `- ${each}`).join('\n')}`]
      : []),
    ...(missing ? [`**Not done:** ${missing}`] : []),
  ].join('\n\n');
}

const page = await format([HEAD, ...read('entries.json').map(entryText)].join('\n\n'), {
  parser: 'markdown',
  printWidth: 120,
});
const path = `${folder}.md`;
if (!check) writeFileSync(path, page);
else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
  console.error(`${path} is not what its documents say; npm run ledger writes it`);
  process.exitCode = 1;
}
