import * as v from 'valibot';

/**
 * Values by names that people give: any name may be one. (`v.record` passes over `constructor` and `__proto__`, and leaves
 * such layers out.)
 */
export function byName<T>(value: v.GenericSchema<T>) {
  return v.pipe(
    v.custom<Record<string, T>>(isTable, 'an object'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      for (const [key, each] of Object.entries(dataset.value))
        for (const issue of v.safeParse(value, each).issues ?? []) {
          const { input, expected, message } = issue;
          const name = { type: 'unknown', origin: 'value', input: null, key, value: each } as const;
          addIssue({
            ...{ input, message, path: [name, ...(issue.path ?? [])] },
            ...(expected !== null && { expected }),
          });
        }
    }),
  );
}

const isTable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
