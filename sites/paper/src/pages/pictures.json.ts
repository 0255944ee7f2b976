import { PICTURES } from '../pictures';

/** The list of pictures that figures offer: those that come with the page, at addresses beside this one. */
export function GET(): Response {
  const entries = PICTURES.map(({ file, label, alt, credit }) => ({ file, label, alt, credit }));
  return Response.json(entries);
}
