import { say } from '../say.js';
import { writeWhole, type FileToWrite } from '../writeWhole.js';

/**
 * Keeps what took long to compute. Where that fails, the disc being full for example, it is said, and the work goes on without.
 * @param what is kept, in words
 */
export async function keep(what: string, files: readonly FileToWrite[]): Promise<void> {
  await writeWhole(files).catch((error: unknown) =>
    say(`not kept: ${what}: ${(error as Error).message}. --cache names another folder`),
  );
}
