/** Seconds that a server may ask to wait, for it to be worth telling. */
const MOST_SECONDS = 86_400;

/** What a server answered, as part of a sentence: `404 Not Found`; of one that is asked too often, when to come again. */
export function answerOf({ status, statusText, headers }: Response): string {
  const answer = `${status} ${statusText}`.trim();
  if (status !== 429) return answer;
  const seconds = Number(headers.get('retry-after') ?? NaN);
  const when = seconds > 0 && seconds <= MOST_SECONDS ? `in ${seconds} s` : 'later';
  return `${answer}, for it is asked too often; try again ${when}`;
}
