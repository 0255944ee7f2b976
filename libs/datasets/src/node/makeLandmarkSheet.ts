/** `npm run landmarks -w @deconv/datasets -- --out sheet.png`: every face by every artist, with its landmarks. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FACES, landmarkSheet } from './landmarkSheet.js';
import { loadEmoji } from './loadEmoji.js';
import { fromCaller } from './fromCaller.js';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'landmarks.png' } } });
const path = fromCaller(values.out);
await writeFile(path, await landmarkSheet(FACES, loadEmoji(), 240));
console.log(`${FACES.length} faces in ${path}`);
