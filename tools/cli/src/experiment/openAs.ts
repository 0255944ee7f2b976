import type { Checkpoint } from '@deconv/experiments';
import { networkOf } from '../documentHeader.js';
import type { Opening } from '../modelArguments.js';
import { openModel } from '../openModel.js';

/** Opens a checkpoint of a network. @param source what documents name it by */
export async function openAs(
  path: string,
  source: string,
  opening: Opening,
): Promise<Awaited<ReturnType<Checkpoint['open']>>> {
  const model = await openModel(path, opening);
  return { model, network: networkOf({ source, model }), close: model.dispose };
}
