import type { CorrespondResults } from '@deconv/results';

/** Names that the probe gives to masks at places that no landmark names. */
const CONTROLS = ['random', 'random shared'];

/** Parts that landmarks name, and the controls beside them, in the order of the document. */
export function partsOf({ parts }: CorrespondResults): { named: string[]; controls: string[] } {
  const names = Object.keys(parts);
  return {
    named: names.filter((name) => !CONTROLS.includes(name)),
    controls: names.filter((name) => CONTROLS.includes(name)),
  };
}

/** A part as a reader should see it: `leftEye` is a left eye. */
export function partInWords(name: string): string {
  if (name === 'random') return 'a place of its own';
  if (name === 'random shared') return 'one place for all';
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
