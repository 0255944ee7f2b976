import type { EngineFailure, FailureReason } from './contract.js';

const ADVICE: Record<FailureReason, string> = {
  'context-lost':
    'The browser took the graphics processor away, and with it all that was computed. Try again to start over.',
  'out-of-memory':
    'There is not enough memory here to go on, and what was computed is gone. Close other pages, take fewer or smaller photos, or another network, and try again.',
  'texture-too-large':
    'The graphics processor here takes no map or filter as large as this network needs. Try a smaller network, or another device.',
  stopped: 'What computes has stopped. Try again to start over.',
};

/** What the libraries below say, each in its own words, when there is too little of something. */
const SIGNS: [RegExp, FailureReason][] = [
  [/context (was )?lost|CONTEXT_LOST/i, 'context-lost'],
  [/texture size .* (greater than|invalid)/i, 'texture-too-large'],
  [
    /out.of.memory|OUT_OF_MEMORY|allocation failed|invalid (typed )?array (buffer )?length|enlarge memory|Unable to create (WebGL)?Texture/i,
    'out-of-memory',
  ],
];

/** @param detail the words of what noticed it */
export function engineFailure(reason: FailureReason, detail?: string): EngineFailure {
  const message = detail ? `${ADVICE[reason]} (${detail})` : ADVICE[reason];
  return Object.assign(new Error(message), { name: 'EngineFailure' as const, reason });
}

/** The failure that an error of a library stands for, if it does. */
export function failureBehind(error: unknown): EngineFailure | undefined {
  const { message } = error instanceof Error ? error : { message: '' };
  const found = SIGNS.find(([sign]) => sign.test(message));
  return found && engineFailure(found[1], message);
}
