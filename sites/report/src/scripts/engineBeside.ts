import { runScript, textInPage } from '@deconv/elements/inPage';
import type { Engine } from '@deconv/engine';
import type * as InOneScript from '@deconv/engine/inOneScript';

/** The engine's script, as a function that runs it: see `engine.ts`. */
type EngineScript = () => typeof InOneScript;

declare global {
  var deconvEngine: EngineScript | undefined;
}

/** Names of files, with their bytes in Base64. */
type Carried = Record<string, string>;

let shared: Promise<Engine> | undefined;

/**
 * The engine of a report that carries one, started with the report's network when a figure first computes. From a disc only
 * classic scripts can be read, so that code and network are such scripts.
 */
export function sharedEngine(): Promise<Engine> {
  shared ??= start();
  shared.catch(() => (shared = undefined));
  return shared;
}

async function start(): Promise<Engine> {
  const { dataset } = document.getElementById('network') ?? {};
  if (!dataset?.address)
    throw new Error(
      'This report shows what was measured. To compute anew, run the command again, or make a report with --live.',
    );
  await runScript('./live/engine.js');
  const script = globalThis.deconvEngine!;
  const { addressOfFiles, createEngineOf } = script();
  const carried = JSON.parse(await textInPage('#network')) as Carried;
  const files = Object.entries(carried).map(([name, text]) => new File([bytesOf(text)], name));
  addressOfFiles(files, dataset.address);
  return createEngineOf(`(${script.toString()})();`);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
