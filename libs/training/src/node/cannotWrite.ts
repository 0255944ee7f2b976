/** What a file system says where there is no room left: on the disk, in a quota, for a file of this size. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The error for a file or folder that cannot be written: which one, why, and what to do. */
export function cannotWrite(path: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  const advice = FULL.includes(code ?? '') ? 'free space there' : 'make it writable';
  return new Error(`cannot write to "${path}": ${message}; ${advice}`, { cause });
}
