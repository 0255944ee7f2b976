/** `model.json` of a network of one convolution of 3 channels, for 4 × 4 pixels. */
export const MODEL = {
  modelTopology: {
    class_name: 'Sequential',
    config: {
      name: 'model',
      layers: [
        {
          class_name: 'Conv2D',
          config: { name: 'conv1', filters: 1, kernel_size: 1, batch_input_shape: [null, 4, 4, 3] },
        },
      ],
    },
  },
  weightsManifest: [
    {
      paths: ['weights.bin'],
      weights: [
        { name: 'conv1/kernel', shape: [1, 1, 3, 1], dtype: 'float32' },
        { name: 'conv1/bias', shape: [1], dtype: 'float32' },
      ],
    },
  ],
};

/** Its `weights.bin`: a kernel of three, and a bias. */
export const WEIGHTS = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer);
