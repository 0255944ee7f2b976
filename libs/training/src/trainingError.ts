/** Training that cannot go on. The message says at which step, why, and what to change. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
