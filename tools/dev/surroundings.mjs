// Prints what outside of the repository may change what a test finds: nx asks before it takes a result from its cache.
import { readdirSync, statSync } from 'node:fs';
import { browserPath, firefoxPath, webkitPaths } from './browser.mjs';
import { root } from './setup.mjs';

const shared = `${root}../shared`;
/** Photos lie in many thousands of files: their folders' names do. */
const PHOTOS = `${shared}/data`;

/** What changes when a file is replaced. */
function stampOf(path) {
  const found = path && statSync(path, { throwIfNoEntry: false });
  return found ? `${path} ${found.size} ${found.mtimeMs}` : `${path} –`;
}

/** All files below a folder, if there is one, as deep as it is told. */
function filesIn(folder, depth = Infinity) {
  if (!depth || !statSync(folder, { throwIfNoEntry: false })) return [stampOf(folder)];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [stampOf(path)];
    return filesIn(path, path === PHOTOS ? 2 : depth - 1);
  });
}

const testdata = process.env.DECONV_ONNX_TESTDATA ?? '/usr/share/libonnx-testdata/data';
const lines = [
  `${process.version} ${process.platform} ${process.arch}`,
  ...[browserPath(), firefoxPath(), webkitPaths()?.driver].map(stampOf),
  ...filesIn(shared),
  ...filesIn(testdata),
];
console.log(lines.join('\n'));
