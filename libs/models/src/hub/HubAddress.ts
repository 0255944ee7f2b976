import { visibleName } from '@deconv/untrusted';

/** A network on Hugging Face's Hub. */
export interface HubAddress {
  owner: string;
  name: string;
  /** A branch, a tag or a commit. */
  revision: string;
}

/** What the Hub lets repositories, branches and tags be called, and nothing that leads out of a path. */
const NAME = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}';
const ADDRESS = new RegExp(`^hf:(${NAME})/(${NAME})(?:@([A-Za-z0-9_][A-Za-z0-9_./-]{0,199}))?$`);

/** Whether a model is named as one on the Hub, rightly or not. */
export const isOnHub = (source: string): boolean => source.startsWith('hf:');

/**
 * Reads `hf:owner/name` or `hf:owner/name@revision`.
 * @throws Error for anything else
 */
export function hubAddress(source: string): HubAddress {
  const [, owner, name, revision = 'main'] = ADDRESS.exec(source) ?? [];
  if (!owner || !name || /\.\.|\/\/|\/$/.test(source))
    throw new Error(
      `"${visibleName(source.slice(0, 200))}" names no network on Hugging Face; expected hf:owner/name or hf:owner/name@revision`,
    );
  return { owner, name, revision };
}

/** As it is written on a command line. */
export const hubSource = ({ owner, name, revision }: HubAddress): string =>
  `hf:${owner}/${name}${revision === 'main' ? '' : `@${revision}`}`;
