/** `npm run samples -w @deconv/datasets`: draws the sample scenes of the page. */
import { fileURLToPath } from 'node:url';
import { writeSamples } from './samples.js';

const folder = fileURLToPath(new URL('../../../../sites/paper/public/samples', import.meta.url));
const entries = await writeSamples(folder);
console.log(`${entries.length} samples in ${folder}`);
