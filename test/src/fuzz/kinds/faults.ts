import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED } from '../../shared.js';
import type { Files, Seed } from './Kind.js';
import { decode } from './modelFolder.js';

const FOLDER = `${SHARED}cases/faults`;

/** Folders of models that once went wrong, of one kind. */
export type FaultKind = 'layers' | 'graph' | 'onnx';

/** @returns none where they do not lie there */
export function faultyModels(kind: FaultKind): Seed[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .sort()
    .map((name) => ({ name: `faults/${name}`, files: filesIn(join(FOLDER, name)) }))
    .filter(({ files }) => kindOf(files) === kind);
}

/** Documents of results that once went wrong. @returns none where they do not lie there */
export function faultyDocuments(): Seed[] {
  const folder = join(FOLDER, 'documents');
  if (!existsSync(folder)) return [];
  return Object.entries(filesIn(folder))
    .filter(([, bytes]) => decode(bytes).includes('"deconv results"'))
    .map(([name, bytes]) => ({ name: `faults/${name}`, files: { 'results.json': bytes } }));
}

function filesIn(folder: string): Files {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(
    names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  );
}

function kindOf(files: Files): FaultKind | undefined {
  if (files['model.onnx']) return 'onnx';
  const model = files['model.json'];
  if (!model) return undefined;
  return /"node"\s*:/.test(decode(model)) ? 'graph' : 'layers';
}
