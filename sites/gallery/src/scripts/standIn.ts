/** Engines that show a state which a real one passes too soon, or hardly ever reaches. */
const STAND_INS: Record<string, { loadModel: (...args: unknown[]) => Promise<never> }> = {
  endless: {
    loadModel: (_, options) => {
      const { onProgress } = options as {
        onProgress?: (fraction: number, message: string) => void;
      };
      onProgress?.(0.4, 'weights');
      return new Promise<never>(() => undefined);
    },
  },
  failing: {
    loadModel: () =>
      Promise.reject(
        new Error(
          'The browser took the graphics processor away, and with it all that was computed.',
        ),
      ),
  },
};

for (const [state, engine] of Object.entries(STAND_INS))
  for (const figure of document.querySelectorAll(`[data-live=${state}] .room > *`))
    Object.assign(figure, { engine });
