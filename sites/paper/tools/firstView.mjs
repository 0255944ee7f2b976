// What the page looks at first: the network and the picture that its stills are made of.
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const POSTERS = fileURLToPath(new URL('../public/posters/', import.meta.url));
/** As the command names them, below the root. */
export const MODEL = 'models/zfnet-photo';
export const PHOTO = 'sites/paper/public/photographs/cat.webp';
