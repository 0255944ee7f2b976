import { numbersIn, readResults, type Results } from '@deconv/results';

type Occlusion = Extract<Results, { probe: 'occlude' }>;

/** Lets the reader mark where the answer will fall, then holds the guess against what was measured. */
export function guess(): void {
  for (const room of document.querySelectorAll<HTMLElement>('.guess')) bind(room);
}

function bind(room: HTMLElement): void {
  const cells = [...room.querySelectorAll<HTMLButtonElement>('.guess-cells button')];
  const measure = room.querySelector<HTMLButtonElement>('[data-measure]')!;
  const isMarked = (cell: Element) => cell.getAttribute('aria-pressed') === 'true';
  for (const cell of cells)
    cell.addEventListener('click', () => {
      cell.setAttribute('aria-pressed', String(!isMarked(cell)));
      measure.disabled = !cells.some(isMarked);
    });
  measure.addEventListener('click', () => void compare(room, cells.map(isMarked)));
}

async function compare(room: HTMLElement, marked: boolean[]): Promise<void> {
  const result = room.querySelector<HTMLElement>('.guess-result')!;
  try {
    const falls = fallsOf(await read(room.dataset['document']!), Number(room.dataset['side']));
    draw(room, falls);
    result.textContent = inWords(marked, falls);
  } catch {
    result.textContent = 'What was measured could not be fetched. Are you online?';
  }
}

async function read(address: string): Promise<Occlusion> {
  const results = readResults(await (await fetch(address)).text());
  if (results.probe !== 'occlude') throw new Error('not an occlusion');
  return results;
}

/** How far the probability falls, on average over the square's places whose middle lies in each of side × side cells. */
function fallsOf({ grid, clean, ...results }: Occlusion, side: number): number[] {
  const sums = Array.from({ length: side * side }, () => ({ sum: 0, count: 0 }));
  const reach = (grid.rows - 1) * grid.stride + grid.size;
  numbersIn(results).forEach((row, r) =>
    row.forEach((value, c) => {
      const [y, x] = [r, c].map((place) =>
        Math.floor((side * (place * grid.stride + grid.size / 2)) / reach),
      ) as [number, number];
      const cell = sums[y * side + x]!;
      cell.sum += numbersIn(clean) - value;
      cell.count++;
    }),
  );
  return sums.map(({ sum, count }) => (count ? sum / count : 0));
}

function draw(room: HTMLElement, falls: number[]): void {
  const largest = Math.max(...falls);
  const answer = room.querySelector<HTMLElement>('.guess-answer')!;
  answer.hidden = false;
  [...answer.querySelectorAll('i')].forEach((cell, i) => {
    const share = Math.max(0, falls[i]! / largest);
    // Dark where the answer holds, clear where it falls: one sees what the network was looking at.
    cell.style.background = `rgb(16 14 12 / ${0.82 * (1 - share)})`;
  });
}

function inWords(marked: boolean[], falls: number[]): string {
  const count = marked.filter(Boolean).length;
  const order = falls.map((_, i) => i).sort((a, b) => falls[b]! - falls[a]!);
  const hits = order.slice(0, count).filter((i) => marked[i]).length;
  const [worst] = order;
  const percent = Math.round(100 * falls[worst!]!);
  const where = `${rowName(worst!)}, ${columnName(worst!)}`;
  return `${hits} of your ${count} are among the ${count} places where it falls most. It falls furthest around the ${where}: by ${percent} points on average. What lies in the dark hardly matters. Below is the whole map.`;
}

const rowName = (i: number) =>
  ['top', 'upper middle', 'middle', 'lower middle', 'bottom'][Math.floor(i / 5)]!;
const columnName = (i: number) => ['far left', 'left', 'centre', 'right', 'far right'][i % 5]!;
