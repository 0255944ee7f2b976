import { visibleName } from '@deconv/untrusted';

/** Rows in aligned columns; columns of numbers stand right. A name in a cell begins no line of its own. */
export function table(titles: readonly string[], cells: readonly (readonly string[])[]): string {
  const [head, ...rows] = [titles, ...cells].map((row) => row.map(visibleName)) as [
    string[],
    ...string[][],
  ];
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]!.length)),
  );
  const numeric = head.map((_, i) => rows.every((row) => /^[\d.–%-]+$/.test(row[i]!)));
  const line = (row: string[]): string =>
    row
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}
