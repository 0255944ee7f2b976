import { isSame } from '@deconv/cli/inspect/isSame';
import { proposePixels, type Proposed } from '@deconv/cli/inspect/proposePixels';
import { startBackend } from '@deconv/cli/backend/startBackend';
import { openModel } from '@deconv/cli/openModel';
import type { Preprocess } from '@deconv/models';

// How often the way of making pixels that `deconv inspect --images` finds likeliest is the right one.
//
// node tools/bench/dist/proposals/measure.js PHOTOS MODEL=WAY …: for each model the way that it was trained with, by the name
// that inspect prints. Prints a line of Markdown for each. `make.py` trains small networks for it.

const [photos, ...networks] = process.argv.slice(2);
if (photos === undefined || !networks.length)
  throw new Error('expected PHOTOS MODEL=WAY …: a folder of images, and models with their ways');

await startBackend({ backend: 'wasm' });
console.log(
  '| network | trained with | by | first | second | clear |\n| --- | --- | --- | --- | --- | --- |',
);
let right = 0;
for (const network of networks) {
  const [source, way] = splitLast(network);
  // What stands beside the model is known to be right: it must not be looked at.
  const model = { ...(await openModel(source, {})), preprocessSource: undefined };
  const proposed = await proposePixels(model, [photos]);
  const [first] = proposed.ways;
  if (first!.name === way || isSame(first!.preprocess, wayOf(proposed, way))) right++;
  console.log(`| ${[source.split('/').at(-1), way, ...rowOf(proposed)].join(' | ')} |`);
  model.dispose();
}
console.log(`\n${right} of ${networks.length}`);

function splitLast(text: string): [source: string, way: string] {
  const at = text.lastIndexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function wayOf({ ways }: Proposed, name: string): Preprocess {
  const found = ways.find((way) => way.name === name);
  if (!found)
    throw new Error(
      `no way is called ${name}; known are ${ways.map((way) => way.name).join(', ')}`,
    );
  return found.preprocess;
}

function rowOf({ ways, by, clear }: Proposed): string[] {
  const told = ways.slice(0, 2).map(({ name, fit }) => {
    const value = by === 'normalisations' ? fit.divergence : fit.information;
    return `${name} ${value?.toPrecision(3)}`;
  });
  return [by, ...told, clear ? 'yes' : 'no'];
}
