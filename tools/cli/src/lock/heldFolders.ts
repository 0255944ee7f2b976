import type { FolderLock } from './FolderLock.js';

/** Locks of this process by their places, and how often each was asked for. */
export const held = new Map<string, { lock: FolderLock; times: number }>();

/** Releases what this process still holds. */
export async function releaseFolders(): Promise<void> {
  for (const { lock } of held.values()) await lock.release();
  held.clear();
}
