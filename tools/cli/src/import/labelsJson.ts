import { readLabels } from '@deconv/models';
import { parseJson } from '@deconv/untrusted';
import { readText } from '../readText.js';

/**
 * Class names as labels.json holds them.
 * @param path a labels.json, or a text with one name a line, in the order of the network's answers
 * @throws Error for a file that cannot be read, or is neither
 */
export async function labelsJson(path: string): Promise<string> {
  const text = await readText(path);
  if (!/^\s*[[{]/.test(text)) return JSON.stringify(text.trimEnd().split(/\r?\n/));
  readLabels(parseJson(text, path));
  return text;
}
