import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A file of a repository, and how a copy of it is known. */
export interface HubFile {
  /** In the repository, parts divided by `/`. */
  path: string;
  bytes: number;
  /** Of its content where it is in LFS; else git's name for it, the SHA-1 of a header and the content. */
  checksum: { kind: 'sha256' | 'git'; hex: string };
}

/** What git hashes before a file's content. */
export const gitHeader = (bytes: number): string => `blob ${bytes}\0`;

/**
 * @param content the whole of what came in the file's place
 * @param by who lists the file
 * @throws Error where it is another file, or the pointer that git has in the place of one in LFS
 */
export function requireSame(
  { path, bytes, checksum }: HubFile,
  content: Uint8Array,
  by = 'the Hub',
): void {
  if (isPointer(content)) throw new Error(`${path} ${IS_POINTER}`);
  if (content.length !== bytes)
    throw new Error(`${path} came as ${content.length} bytes; ${by} lists ${bytes}: try again`);
  const found = checksumOf(content, checksum.kind);
  if (found !== checksum.hex)
    throw new Error(
      `${path} has the checksum ${found}; ${by} lists ${checksum.hex}, so it is not the file that was published: try again`,
    );
}

/** Why a file is of no use, to follow its name. */
export const IS_POINTER =
  'is a pointer of Git LFS, which stands in a file’s place; whoever published it has not uploaded the file itself';

/** Bytes that such a pointer has at most, by its specification. */
export const MOST_OF_A_POINTER = 1024;

/** Whether a file is what git has in place of one in LFS. */
export function isPointer(content: Uint8Array): boolean {
  if (content.length > MOST_OF_A_POINTER) return false;
  return new TextDecoder().decode(content).startsWith('version https://git-lfs.github.com/spec/');
}

function checksumOf(content: Uint8Array, kind: HubFile['checksum']['kind']): string {
  if (kind === 'sha256') return bytesToHex(sha256(content));
  const header = new TextEncoder().encode(gitHeader(content.length));
  return bytesToHex(sha1.create().update(header).update(content).digest());
}
