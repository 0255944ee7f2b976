import { unfit } from '../options/UnfitOption.js';

/** A pixel of an image as the network sees it. */
export type Place = [row: number, column: number];

/** As many as a reader would look at. */
const MOST = 64;

/** Places as they are typed: `40,24 44,72`. @throws UnfitOption for what are none, and for more than 64 */
export function placesOf(text: string): Place[] {
  const given = text.trim().split(/\s+/);
  const places = given.map((each) => /^(\d{1,5}),(\d{1,5})$/.exec(each));
  if (given.length > MOST || places.includes(null))
    throw unfit('at', text, `1 to ${MOST} places, such as "40,24 44,72": rows and columns`);
  return places.map((each) => [Number(each![1]), Number(each![2])]);
}

/** The same, of an image so large. @throws UnfitOption for a place outside of it, too */
export function placesWithin(
  { height, width }: { height: number; width: number },
  text: string,
): Place[] {
  const places = placesOf(text);
  const outside = places.find(([row, column]) => row >= height || column >= width);
  if (outside)
    throw unfit(
      'at',
      outside.join(),
      `rows below ${height} and columns below ${width}, as the network sees it`,
    );
  return places;
}
