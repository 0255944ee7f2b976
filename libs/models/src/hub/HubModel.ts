import { brief } from '@deconv/untrusted';
import { hubSource, type HubAddress } from './HubAddress.js';
import type { HubFile } from './HubFile.js';
import type { HubListing } from './listHub.js';

/** Which of a repository's files are a network. */
export interface HubModel {
  address: HubAddress;
  commit: string;
  /** The model's own. */
  model: HubFile;
  /** What its user should know of the choice, in words to follow `the model`. */
  notes: string[];
  /** The file that a reader of the model asks for by this name: beside it, or at the repository's root. */
  find: (name: string) => HubFile | undefined;
}

/** Where networks lie, the likeliest first. */
const USUAL = ['onnx/model.onnx', 'model.onnx', 'model.json', 'tfjs/model.json'];
/** Files of fewer bits a number, as exporters call them: only numbers of 32 bits are read. */
const REDUCED =
  /(^|[_.-])(quantized|quant|u?int\d+|q\d\w*|bnb\d|fp16|float16|bf16|fp8|qdq|dynamic)([_.-]|$)/i;
/** Names that a message lists. */
const MOST_NAMED = 6;

/**
 * The network among a repository's files.
 * @throws Error where there is none that can be read, or several of which none is the likeliest
 */
export function hubModel(address: HubAddress, { commit, files }: HubListing): HubModel {
  const all = files.filter(({ path }) => isModel(path));
  const whole = all.filter(({ path }) => !REDUCED.test(baseOf(path)));
  const usual = USUAL.flatMap((path) => whole.filter((file) => file.path === path));
  const model = usual[0] ?? (whole.length === 1 ? whole[0] : undefined);
  if (!model) throw new Error(`${hubSource(address)} ${whyNone(whole, all, files)}`);
  const folder = model.path.slice(0, -baseOf(model.path).length);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    address,
    commit,
    model,
    notes: notesOf(model, all),
    find: (name) => byPath.get(folder + name) ?? byPath.get(name),
  };
}

/** Bytes of the model with the files of its weights, as far as their names tell. */
export function bytesOfModel({ model }: HubModel, files: readonly HubFile[]): number {
  const folder = model.path.slice(0, -baseOf(model.path).length);
  const isPart = ({ path }: HubFile): boolean =>
    path === model.path ||
    (model.path.endsWith('.onnx')
      ? path.startsWith(`${model.path}_`) || path.startsWith(`${model.path}.`)
      : path.startsWith(folder) &&
        path.endsWith('.bin') &&
        !path.slice(folder.length).includes('/'));
  return files.filter(isPart).reduce((sum, { bytes }) => sum + bytes, 0);
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const isModel = (path: string): boolean => path.endsWith('.onnx') || baseOf(path) === 'model.json';

function notesOf(model: HubFile, all: readonly HubFile[]): string[] {
  const reduced = all.filter((file) => file !== model && REDUCED.test(baseOf(file.path)));
  if (!reduced.length) return [];
  return [
    `is read from ${model.path}; passed over, for their numbers are reduced: ${named(reduced)}`,
  ];
}

function whyNone(
  whole: readonly HubFile[],
  all: readonly HubFile[],
  files: readonly HubFile[],
): string {
  if (whole.length)
    return `holds several networks, none of them ${USUAL.join(' or ')}: ${named(whole)}. Download the one that is meant, and open it`;
  if (all.length)
    return `holds only networks whose numbers are reduced: ${named(all)}; expected one of 32-bit numbers. Export it without quantisation`;
  return `holds no network that is read: ${named(files)}; expected ${USUAL.join(' or ')}. Export it to ONNX, or look for a repository that has`;
}

function named(files: readonly HubFile[]): string {
  const first = files.slice(0, MOST_NAMED).map(({ path }) => brief(path));
  const more = files.length - first.length;
  return `${first.join(', ') || 'it is empty'}${more > 0 ? ` and ${more} more` : ''}`;
}
