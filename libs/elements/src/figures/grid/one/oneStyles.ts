import { unsafeCSS } from 'lit';
import { tokens } from '../../../drawing/tokens.js';
import { saveStyles } from '../../../export/saveStyles.js';
import { frame } from '../../../parts/styles/frame.js';
import { photo } from '../../../parts/styles/photo.js';
import { choices } from '../../../parts/styles/choices.js';
import { projectionScale } from '../../../parts/styles/projectionScale.js';
import { states } from '../../../parts/styles/states.js';
import { layout } from './styles/layout.js';
import { predictions } from './styles/predictions.js';
import { cells } from './styles/cells.js';
import { detail } from './styles/detail.js';

/** How `<deconv-grid>` looks with one photo, a file for each of its parts. */
export const oneStyles = [
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
