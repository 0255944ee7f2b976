import { readLabels } from '@deconv/models';
import { readFile } from 'node:fs/promises';

/**
 * Class names as labels.json holds them.
 * @param path a labels.json, or a text with one name a line, in the order of the network's answers
 * @throws Error for a file that cannot be read, or is neither
 */
export async function labelsJson(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  });
  if (!/^\s*[[{]/.test(text)) return JSON.stringify(text.trimEnd().split(/\r?\n/));
  readLabels(parsed(text, path));
  return text;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error(`${path} is not valid JSON; correct it`, { cause });
  }
}
