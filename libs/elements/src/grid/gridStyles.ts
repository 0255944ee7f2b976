import { unsafeCSS } from 'lit';
import { saveStyles } from '../export/saveStyles.js';
import { tokens } from '../tokens.js';
import { frame } from './styles/frame.js';
import { layout } from './styles/layout.js';
import { photo } from './styles/photo.js';
import { predictions } from './styles/predictions.js';
import { choices } from './styles/choices.js';
import { cells } from './styles/cells.js';
import { detail } from './styles/detail.js';
import { projectionScale } from './styles/projectionScale.js';
import { states } from './styles/states.js';

/** How `<deconv-grid>` looks, a file for each of its parts. */
export const gridStyles = [
  unsafeCSS(tokens),
  frame,
  layout,
  photo,
  predictions,
  choices,
  cells,
  detail,
  projectionScale,
  states,
  saveStyles,
];
