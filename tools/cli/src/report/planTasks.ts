import type { Subject } from './planners.js';
import type { LeftOut, Task } from './Task.js';
import { SECTIONS, type SectionName, type SectionTraits } from './sections.js';

export interface Plan {
  tasks: Task[];
  leftOut: LeftOut[];
}

/** Which command fills which section, with which options. */
export function planTasks(subject: Subject, sections: readonly SectionName[]): Plan {
  const planned = sections.flatMap((section) => {
    const { plan } = SECTIONS[section] as SectionTraits;
    return plan ? [{ section, plan: plan(subject) }] : [];
  });
  return {
    tasks: planned.flatMap(({ section, plan }) =>
      typeof plan === 'string' ? [] : plan.map((task): Task => ({ section, ...task })),
    ),
    leftOut: planned.flatMap(({ section, plan }) =>
      typeof plan === 'string' ? [{ section, reason: plan }] : [],
    ),
  };
}
