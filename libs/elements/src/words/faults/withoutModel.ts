/** What is wrong where a figure is to compute, and nothing says with which network. */
export const withoutModel = (autorun: boolean, model: string | undefined): string[] =>
  autorun && model === undefined
    ? [
        'autorun is set, but no model: give the figure model="…", the address of a model folder, or the page <meta name="deconv-model" content="…">.',
      ]
    : [];
