import type { Random } from '@deconv/datasets';
import { mutateBytes } from '../mutateBytes.js';

const entities = Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
);

/** What is put in the place of what stands in the picture. */
const PARTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /width="\d+"/,
    ['width="0"', 'width="-1"', 'width="1e9"', 'width="NaN"', 'width="100%"', 'width="20000"'],
  ],
  [/height="\d+"/, ['height="0"', 'height="1e30"', 'height="60000"', '']],
  [/viewBox="[^"]*"/, ['viewBox="0 0 0 0"', 'viewBox="0 0 1e-9 1"', 'viewBox="x"', '']],
  [/<svg /, [`<!DOCTYPE svg [<!ENTITY e0 "x">${entities.join('')}]><svg `, '<svg><svg ', '<html ']],
  [/stdDeviation="1"/, ['stdDeviation="1e6"', 'stdDeviation="-1"']],
  [
    /<circle[^>]*>/,
    [
      '<use href="#a"/>',
      '<use href="#b"/>',
      '<image href="file:///etc/hostname"/>',
      '<circle r="1e30"/>',
    ],
  ],
  [/>x</, ['>&e9;<', '>&nothing;<', `>${'y'.repeat(10_000)}<`]],
  [
    /<rect/,
    [
      `${'<g>'.repeat(2_000)}<rect`,
      `${'<use href="#a"/>'.repeat(500)}<rect`,
      '<script>1</script><rect',
    ],
  ],
  [/<\/svg>/, ['', '</svg></svg>', '</g>']],
];

/** Changes parts of an SVG, and sometimes its bytes. */
export function mutateSvg(given: Uint8Array, random: Random) {
  let text = new TextDecoder().decode(given);
  const changes: string[] = [];
  do {
    const [part, others] = random.pick(PARTS);
    const other = random.pick(others);
    text = text.replace(part, () => other);
    changes.push(`${String(part)}: ${other.slice(0, 40)}`);
  } while (changes.length < 4 && random.chance(0.5));
  const bytes = new TextEncoder().encode(text);
  if (random.chance(0.8)) return { bytes, changes };
  const damaged = mutateBytes(bytes, random);
  return { bytes: damaged.bytes, changes: [...changes, ...damaged.changes] };
}
