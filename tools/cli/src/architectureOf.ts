import {
  ARCHITECTURE_NAMES,
  readArchitecture,
  weightedLayers,
  zfnet,
  type Architecture,
  type ZfnetOptions,
} from '@deconv/training';
import { parseJson } from '@deconv/untrusted';
import { readText } from './readText.js';
import { UsageError } from './UsageError.js';

/** An architecture before it is known how many classes it tells apart. */
export interface ChosenArchitecture {
  architectureFor: (classes: number) => Architecture;
  /** Side of its pictures in pixels. */
  inputSize: number;
}

/**
 * An architecture by its name, or from a JSON file, which says its own size.
 * @param options of the networks that are known by name
 * @throws UsageError for a name that is none, a size that is too small for it, or a file that cannot be read
 */
export async function architectureOf(
  name: string,
  { inputSize = 96, ...options }: Omit<ZfnetOptions, 'classes'> = {},
): Promise<ChosenArchitecture> {
  const known = ARCHITECTURE_NAMES.find((candidate) => candidate === name);
  if (known) {
    const architectureFor = (classes: number): Architecture =>
      zfnet({ classes, inputSize, ...options }, known);
    requireFit(architectureFor(2));
    return { architectureFor, inputSize };
  }
  if (!name.endsWith('.json'))
    throw new UsageError(
      `no architecture is called "${name}"; known are ${ARCHITECTURE_NAMES.join(', ')}, or name a JSON file`,
    );
  const text = await readText(name, `the architecture "${name}"`).catch((cause: unknown) => {
    throw new UsageError((cause as Error).message);
  });
  const json = parseJson(text, `the architecture "${name}"`);
  const architectureFor = (classes: number) => readArchitecture(json, classes);
  return { architectureFor, inputSize: architectureFor(2).inputSize };
}

/** A window that does not fit its input is said before anything is read or trained. */
function requireFit(architecture: Architecture): void {
  try {
    weightedLayers(architecture);
  } catch (cause) {
    const { name, inputSize } = architecture;
    throw new UsageError(
      `"${name}" does not fit pictures of ${inputSize} pixels: ${(cause as Error).message}; expected a larger --size`,
    );
  }
}
