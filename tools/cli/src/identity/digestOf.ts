import { fingerprintOf } from '../fingerprint.js';
import type { Identity } from './identityOf.js';

/** SHA-256, hexadecimal, of an identity: a name for what is kept of it. */
export const digestOf = (identity: Identity): string =>
  fingerprintOf(Object.entries(identity).flat());
