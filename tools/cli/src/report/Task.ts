import type { Planned } from './Planned.js';
import type { SectionName } from './sections.js';

/** A planned run, with the section that it fills. */
export interface Task extends Planned {
  section: SectionName;
}

/** A section that the report does without, and why. */
export interface LeftOut {
  section: SectionName;
  reason: string;
}
