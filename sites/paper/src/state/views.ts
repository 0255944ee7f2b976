/** What single figures show, by figure and property: `lens.place` is `40,24`. What is as at the start is not in it. */
export type Views = ReadonlyMap<string, string>;

/** As long as a place or a name; longer ones were not made here. */
const LONGEST = 80;

/** The views that an address names. */
export function viewsIn(search: string): Views {
  const given = [...new URLSearchParams(search)];
  return new Map(
    given.filter(([key, value]) => /^[a-z]+[.][a-z]+$/i.test(key) && value.length <= LONGEST),
  );
}

/** The same as the part of an address. */
export function viewsInSearch(views: Views): URLSearchParams {
  return new URLSearchParams([...views]);
}
