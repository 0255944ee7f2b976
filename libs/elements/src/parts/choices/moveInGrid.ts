/** Where an arrow key leads from a cell, or undefined where it leads nowhere. Rows wrap into each other. */
export function moveInGrid(
  key: string,
  from: number,
  count: number,
  columns: number,
): number | undefined {
  const steps: Record<string, number> = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from - columns,
    ArrowDown: from + columns,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to !== undefined && to >= 0 && to < count ? to : undefined;
}
