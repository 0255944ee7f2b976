import { say, sayOver } from './say.js';

/** From this many images on, a run is long enough to say how far it is. */
const MANY = 20;
const EVERY = 100;

/**
 * Says on stderr how many images are done: in one line of a terminal, and in a log every hundred, and all of them.
 * @param what is counted, in words
 */
export function progress(total: number, what = 'images'): (done: number) => void {
  return (done) => {
    if (total < MANY) return;
    const text = `${done} of ${total} ${what}`;
    if (process.stderr.isTTY) sayOver(text, done === total);
    else if (done % EVERY === 0 || done === total) say(text);
  };
}
