// Prints what outside of the repository may change what a test finds: nx asks before it takes a result from its cache.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { browserPath, firefoxPath, webkitPaths } from './browser.mjs';
import { root } from './setup.mjs';

/** What changes when a browser is replaced. */
const stampOf = (path) => path && `${path} ${statSync(path).mtimeMs}`;

/** Photos, models and cases that may lie beside the checkout: names and sizes two folders deep. */
function beside(folder, depth = 2) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return depth ? beside(path, depth - 1) : [path];
    return [`${path} ${statSync(path).size}`];
  });
}

console.log(process.version, process.platform, process.arch);
console.log([browserPath(), firefoxPath(), webkitPaths()?.driver].map(stampOf).join('\n'));
console.log(beside(`${root}../shared`).join('\n'));
