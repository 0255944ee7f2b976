import { briefJson } from '@deconv/untrusted';

/** What to do about a model.json that does not hold together. */
const ADVICE = 'convert the model again';

/** A model whose description does not hold together: says so in words of ours. */
export class UnsoundModel extends Error {}

/** @param what names the part at fault */
export const misread = (what: string, found: unknown, expected: string): Error =>
  new UnsoundModel(`model.json: ${what} is ${briefJson(found)}; expected ${expected}; ${ADVICE}`);

/** @param fault a sentence without its full stop */
export const unsound = (fault: string): Error =>
  new UnsoundModel(`model.json: ${fault}; ${ADVICE}`);
