import { inWords, said } from './explain.js';

/** A document of results, but not of a probe that was expected. */
export class OtherProbe extends Error {
  /**
   * @param probe that the document names
   * @param expected the probes whose documents would be read
   */
  constructor(
    readonly probe: unknown,
    expected: readonly string[],
  ) {
    super(inWords('probe', expected.map((each) => said(each)).join(' or '), probe));
  }
}
