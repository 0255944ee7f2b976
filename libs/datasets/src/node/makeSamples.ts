/** `npm run samples -w @deconv/datasets`: draws the sample scenes of the page, and those of its lessons. */
import { fileURLToPath } from 'node:url';
import { writeLessons } from './lessons.js';
import { writeSamples } from './samples.js';

const folder = fileURLToPath(new URL('../../../../sites/paper/public/samples', import.meta.url));
const lessons = fileURLToPath(new URL('../../../../sites/paper/public/lessons', import.meta.url));
const entries = await writeSamples(folder);
console.log(`${entries.length} samples in ${folder}`);
console.log(`${await writeLessons(lessons)} pictures of lessons in ${lessons}`);
