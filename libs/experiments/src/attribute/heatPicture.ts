import { meanOf, type Colour, type Pixels } from '@deconv/pictures';

/** Vermilion and blue of Okabe and Ito, which most who see colours otherwise tell apart. */
const [FOR, AGAINST]: [Colour, Colour] = [
  [213, 94, 0],
  [0, 114, 178],
];

/** How bright the photo stays under the colours, of 255 from the top: light, so that both colours show. */
const PALE = 0.5;

/**
 * A picture in pale grey, with values over it: colours as of a glass, through which the photo is seen.
 * @param values [height · width], signed
 * @param scale the value that full colour stands for; 0 where all values are
 */
export function heatPicture(
  { width, height, data }: Pixels,
  values: Float32Array,
  scale: number,
): Pixels {
  const heat = new Uint8Array(data.length);
  values.forEach((value, i) => {
    const grey = 255 - PALE * (255 - meanOf([...data.subarray(3 * i, 3 * i + 3)]));
    const share = scale > 0 ? Math.min(1, Math.abs(value) / scale) : 0;
    (value < 0 ? AGAINST : FOR).forEach((part, c) => {
      heat[3 * i + c] = Math.round(grey * (1 - share * (1 - part / 255)));
    });
  });
  return { width, height, data: heat };
}
