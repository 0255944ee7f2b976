/** From this many images on, a run is long enough to say how far it is. */
const MANY = 20;
const EVERY = 100;

/** Says on stderr how many images are done: in one line of a terminal, and in a log every hundred. */
export function progress(total: number): (done: number) => void {
  const { stderr } = process;
  return (done) => {
    if (total < MANY) return;
    const text = `${done} of ${total} images`;
    if (stderr.isTTY) stderr.write(`\r${text}${done === total ? '\n' : ''}`);
    else if (done % EVERY === 0) stderr.write(`${text}\n`);
  };
}
