/**
 * The largest difference of two lists of numbers, as a share of the largest that was expected.
 * @throws Error where they are not equally long
 */
export function difference(found, expected) {
  if (found.length !== expected.length)
    throw new Error(`${found.length} values stand against ${expected.length}`);
  let [largest, most] = [0, 0];
  expected.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(value));
    most = Math.max(most, Math.abs(value - found[i]));
  });
  return Number((most / largest).toPrecision(2));
}
