// `deconv models add` of a network that a server nearby has: node addColours.mjs ADDRESS OUT
import { KNOWN_MODELS } from '@deconv/models/known';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { interruptible } from '../../dist/interruptible.js';
import { releaseFolders } from '../../dist/lock/heldFolders.js';
import { addModel } from '../../dist/models/addModel.js';
import { startBackend } from '../../dist/backend/startBackend.js';

const [address, out] = process.argv.slice(2);
const bytes = readFileSync('../colours.onnx');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const preprocess = { ...KNOWN_MODELS[0].preprocess, inputSize: 8 };
const labels = ['red', 'green', 'blue'];
const file = { addresses: [address], bytes: bytes.length, sha256, preprocess, labels };
const known = { ...KNOWN_MODELS[0], ...file };
await startBackend({ backend: 'wasm' });
try {
  await interruptible('interrupted', (signal) => addModel(known, { out, signal }));
} catch (error) {
  console.error(error.message);
  process.exitCode = error.name === 'UsageError' ? 2 : 1;
} finally {
  await releaseFolders();
}
