import { contentOf } from './contentOf.js';
import type { Identity } from './identityOf.js';

interface Unchanged {
  signal?: AbortSignal;
  /** Removes what was begun, which may be of both. */
  discard?: () => Promise<void>;
}

/**
 * Looks at images once more, when all is computed.
 * @throws Error where they are not what they were when the work began: it may have seen both; the signal's reason
 */
export async function requireUnchanged(
  { content }: Identity,
  images: readonly string[],
  { signal, discard }: Unchanged = {},
): Promise<void> {
  if ((await contentOf(images, signal)) === content) return;
  await discard?.();
  throw new Error(
    'images were replaced or removed while the command read them, so that what it found may be of both; nothing of it is kept. Run it again when they stay as they are',
  );
}
