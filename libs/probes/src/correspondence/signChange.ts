/** In how many places two differences have other signs. */
export interface SignChange {
  /** Share of all positions, 0 … 1; two zeros are alike. */
  all: number;
  /** Share of the positions where not both differences are zero; undefined where there is none. */
  active: number | undefined;
}

/**
 * Compares the signs of two differences, of which there are three: −1, 0 and 1. Over all positions this is their
 * normalised Hamming distance H(sign ε, sign ε') of Zeiler & Fergus, Section 4.3.
 */
export function signChange(a: Int8Array, b: Int8Array): SignChange {
  let [changed, active] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) changed++;
    if (a[i] !== 0 || b[i] !== 0) active++;
  }
  return { all: changed / a.length, active: active ? changed / active : undefined };
}
