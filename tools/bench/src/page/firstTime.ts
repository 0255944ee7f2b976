/** How long something takes the first time, when shaders are compiled and weights go to the graphics processor. */
export interface FirstTime {
  name: string;
  /** Milliseconds. */
  first: number;
  /** Milliseconds of the second time. */
  second: number;
}

export async function firstTime(name: string, run: () => Promise<unknown>): Promise<FirstTime> {
  const first = await elapsed(run);
  return { name, first, second: await elapsed(run) };
}

async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
