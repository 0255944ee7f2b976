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
  const files = filesIn(await textInPage('#network'));
  addressOfFiles(files, dataset.address);
  return createEngineOf(`(${script.toString()})();`);
}

/** @throws Error where the report does not carry its network whole */
function filesIn(text: string): File[] {
  try {
    const carried = JSON.parse(text) as Carried;
    return Object.entries(carried).map(([name, base64]) => new File([bytesOf(base64)], name));
  } catch (cause) {
    throw new Error('The network in this report is damaged: copy the report again, whole.', {
      cause,
    });
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
