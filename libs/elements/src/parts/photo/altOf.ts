import { fileName } from '../../words/fileName.js';
import { decoded } from './decoded.js';

/** What can be said of a photo by its address alone: the name of its file. */
export function altOf(address: string): string {
  if (/^(blob|data):/.test(address)) return 'Your photo';
  if (!URL.canParse(address, document.baseURI)) return 'A photo';
  const name = fileName(new URL(address, document.baseURI).pathname).replace(/[.]\w+$/, '');
  return name ? `The photo ${decoded(name)}` : 'A photo';
}
