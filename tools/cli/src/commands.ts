import type { CommandDef } from 'citty';
import { ablate } from './ablate.js';
import { classify } from './classify.js';
import { correspond } from './correspond.js';
import { diagnose } from './diagnose.js';
import { importModel } from './import.js';
import { inspect } from './inspect.js';
import { evolution } from './evolution.js';
import { invariance } from './invariance.js';
import { layers } from './layers.js';
import { models } from './models.js';
import { occlude } from './occlude.js';
import { project } from './project.js';
import { report } from './report.js';
import { top } from './top.js';
import { train } from './train.js';
import { transfer } from './transfer.js';

// Each command knows its own arguments; here only their common side counts.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Command = CommandDef<any>;

/** All commands, by their names, which come from outside. */
export const COMMANDS = new Map<string, Command>([
  ['inspect', inspect],
  ['classify', classify],
  ['project', project],
  ['top', top],
  ['occlude', occlude],
  ['invariance', invariance],
  ['evolution', evolution],
  ['correspond', correspond],
  ['diagnose', diagnose],
  ['report', report],
  ['ablate', ablate],
  ['transfer', transfer],
  ['layers', layers],
  ['train', train],
  ['import', importModel],
  ['models', models],
]);
