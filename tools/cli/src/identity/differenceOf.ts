import type { Identity } from './identityOf.js';

/** Which part of an identity is another than it was, if one is. @param found as it was kept, by whatever version */
export function differenceOf(found: unknown, now: Identity): string | undefined {
  const before = Object(found) as Record<string, unknown>;
  return Object.keys(now).find((part) => before[part] !== now[part]);
}
