import { duration } from './duration.js';
import { RecentRate } from './RecentRate.js';
import { say, sayOver } from './say.js';

/** From this many images on, a run is long enough to say how far it is. */
const MANY = 20;
/** A log gets a line for so many, or for a hundredth of them all, where these are more. */
const EVERY = 100;
/** Milliseconds between two lines in a terminal: nobody reads faster. */
const BETWEEN = 100;

/**
 * Says on stderr how many images are done, how many a second lately, and how long the rest takes at this rate: in one line of
 * a terminal, and in a log every hundred or more, and all of them.
 * @param what is counted, in words
 */
export function progress(total: number, what = 'images'): (done: number) => void {
  const every = Math.max(EVERY, EVERY * Math.ceil(total / EVERY / EVERY));
  const rate = new RecentRate();
  let said = -Infinity;
  return (done) => {
    if (total < MANY) return;
    rate.measure(done);
    const [last, now] = [done === total, performance.now()];
    const text = `${done} of ${total} ${what}${paceOf(rate.perSecond, total - done)}`;
    if (!process.stderr.isTTY) {
      if (done % every === 0 || last) say(text);
    } else if (last || now - said >= BETWEEN) {
      sayOver(text, last);
      said = now;
    }
  };
}

/** `, 35/s, 12 s left`, as far as it is known. */
function paceOf(perSecond: number | undefined, left: number): string {
  if (!perSecond) return '';
  const rate = perSecond < 10 ? perSecond.toPrecision(2) : perSecond.toFixed(0);
  return `, ${rate}/s${left > 0 ? `, ${duration(left / perSecond)} left` : ''}`;
}
