import { css } from 'lit';
import { plateStyles } from '../../frame/plateStyles.js';
import { choices } from '../../parts/styles/choices.js';

const layout = css`
  .stage {
    --reserve: 48rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .chart,
  .key,
  .rows {
    min-width: 0;
  }
  .key,
  .rows {
    overflow-x: auto;
  }
  .note {
    max-width: 46rem;
  }
  .layers .segments {
    width: fit-content;
    max-width: 100%;
  }
  @container (min-width: 46rem) {
    .stage {
      --reserve: 28rem;
      grid-template-columns: minmax(0, 56fr) minmax(0, 44fr);
    }
    .stage:has(.key th:nth-child(6)) {
      grid-template-columns: minmax(0, 43fr) minmax(0, 57fr);
    }
    .note,
    .rows,
    .layers {
      grid-column: 1 / -1;
    }
    .key {
      align-self: center;
    }
  }
`;

const tables = css`
  .key table,
  .rows table {
    width: 100%;
  }
  caption {
    font-size: 0.9375rem;
  }
  .key :is(th, td),
  .rows :is(th, td) {
    padding-block: 0.3rem;
    padding-inline: 0.9rem 0;
    font-weight: 400;
    text-align: right;
    vertical-align: middle;
    border-top: 1px solid var(--deconv-hairline);
  }
  .key thead th,
  .rows thead th {
    border: 0;
    font-size: var(--deconv-smaller);
    color: var(--deconv-ink-quiet);
    vertical-align: bottom;
  }
  .key :is(th, td):first-child,
  .rows :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: inherit;
  }
  .key td,
  .rows td {
    white-space: nowrap;
  }
  .key .mark {
    display: block;
    margin: 0 0 0.2rem auto;
  }
  .rows .axis {
    width: 38%;
    min-width: 7rem;
  }
  .rows .axis svg {
    display: block;
    width: 100%;
    overflow: visible;
  }
  .filters svg {
    display: block;
    width: 4.5rem;
    margin: 0.1rem 0 0 auto;
    overflow: visible;
  }
  .words {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 1.25rem;
    max-width: none;
  }
  .words dt {
    color: var(--deconv-ink);
    font-weight: 500;
  }
  .words :is(dt, dd) {
    display: inline;
  }
  .pointed {
    background: var(--deconv-accent-wash);
  }
  .dot {
    display: inline-block;
    width: 0.6rem;
    height: 0.6rem;
    border: 2px solid var(--deconv-ink-quiet);
    border-radius: 50%;
  }
  .dot.validation {
    border-color: var(--deconv-accent);
    background: var(--deconv-accent);
  }
  @container (max-width: 34rem) {
    .rows text.inner {
      display: none;
    }
    .key :is(th, td) {
      padding-inline-start: 0.5rem;
    }
    .parameters {
      display: none;
    }
  }
`;

/** No room for columns: the name of each network stands above its own cells, and each cell says what it is of. */
const narrow = css`
  @container (max-width: 34rem) {
    .rows :is(table, caption, tbody, thead) {
      display: block;
    }
    .print {
      min-height: 5rem;
    }
    .rows tr {
      display: grid;
      gap: 0.35rem 0.75rem;
      padding-block: 0.5rem;
    }
    .rows tbody tr {
      border-top: 1px solid var(--deconv-hairline);
    }
    .rows :is(th, td) {
      padding: 0;
      border: 0;
    }
    .rows .axis {
      width: auto;
    }
    .rows tbody th {
      grid-column: 1 / -1;
      font-weight: 500;
    }
    .errors tr {
      grid-template-columns: minmax(0, 1fr) 4.75rem 4.75rem;
      align-items: center;
    }
    .errors thead tr {
      align-items: end;
    }
    .errors thead th:first-child,
    .filters thead {
      display: none;
    }
    .filters tr {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .filters td {
      text-align: inherit;
    }
    .filters td:not([data-name]) {
      grid-column: 1 / -1;
      color: var(--deconv-ink-quiet);
    }
    .filters [data-name]::before {
      content: attr(data-name);
      display: block;
      font-size: var(--deconv-smaller);
      color: var(--deconv-ink-quiet);
    }
    .filters svg {
      width: 100%;
      margin-left: 0;
    }
  }
`;

/** Colours of lines hold a contrast of 3 to 1 on the paper, and differ for colour-blind readers. */
const marks = css`
  .own-0 {
    --line: var(--deconv-accent);
  }
  .own-1 {
    --line: light-dark(#1c6ca1, #6db6e3);
  }
  .own-2 {
    --line: light-dark(#2c7a50, #74c79a);
  }
  .own-3 {
    --line: light-dark(#7a4a9e, #c39be6);
  }
  .paper {
    --line: var(--deconv-ink-quiet);
  }
  svg.lines {
    display: block;
    max-width: 100%;
    /* Drawn for the width of the screen, it is printed whole. */
    height: auto;
    overflow: visible;
    touch-action: pan-y;
  }
  .lines text {
    fill: var(--deconv-ink-quiet);
    font-size: 12px;
  }
  .rows text {
    fill: var(--deconv-ink-quiet);
    font-size: 11px;
  }
  .grid {
    stroke: var(--deconv-hairline);
  }
  .now {
    stroke: var(--deconv-ink-quiet);
    stroke-dasharray: 2 2;
  }
  path.line,
  .mark .line {
    fill: none;
    stroke: var(--line);
    stroke-width: 1.75px;
    stroke-linejoin: round;
  }
  path.mean {
    fill: var(--line);
    stroke: var(--deconv-paper);
    stroke-width: 1.25px;
  }
  .paper :is(path, line).line {
    stroke-width: 1.25px;
    stroke-dasharray: 5 3;
  }
  .paper path.mean {
    fill: var(--deconv-paper);
    stroke: var(--line);
  }
  .lines .whisker {
    stroke: var(--line);
    stroke-width: 1.5px;
  }
  .lines .each {
    fill: var(--line);
    opacity: 0.55;
  }
  .errors .training {
    --line: var(--deconv-ink-quiet);
  }
  .errors .validation,
  .filters td {
    --line: var(--deconv-accent);
  }
  .rows .whisker {
    stroke: var(--line);
    stroke-width: 2px;
  }
  .rows circle.mean {
    fill: var(--line);
    stroke: var(--deconv-paper);
    stroke-width: 1.25px;
  }
  .rows .training circle.mean {
    fill: var(--deconv-paper);
    stroke: var(--line);
    stroke-width: 2px;
  }
  .rows .each {
    fill: var(--line);
    opacity: 0.5;
  }
  .filters line.mean {
    stroke: var(--line);
    stroke-width: 2px;
  }
`;

/** How `<deconv-measures>` looks. */
export const measuresStyles = [plateStyles, choices, layout, tables, narrow, marks];
