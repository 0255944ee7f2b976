import { makeFolders } from '@deconv/datasets/node';

/** Makes a folder, and those above it, where they are missing. @throws Error that names it, and why it cannot be made */
export async function makeFolder(folder: string): Promise<void> {
  await makeFolders(folder).catch((cause: unknown) => {
    throw new Error(`cannot make the folder ${folder}: ${(cause as Error).message}`, { cause });
  });
}
