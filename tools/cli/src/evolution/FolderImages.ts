import { decodeImage, type Fit } from '@deconv/datasets/node';
import { toInput, type Preprocess } from '@deconv/models';
import type { ImageSet } from '@deconv/probes';
import type { Results } from '@deconv/results';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { decodeAhead } from '../decodeAhead.js';

/** Images of a list as one network reads them, decoded anew each time; what cannot be read is skipped. */
export class FolderImages implements ImageSet {
  /** What the latest `each` could not read. */
  skipped: Results['data']['skipped'] = [];
  readonly #decoding: { size: number; fit: Fit };

  /** @param report is told how many images are done */
  constructor(
    private readonly images: readonly string[],
    private readonly preprocess: Preprocess,
    fit: Fit,
    private readonly report: (done: number) => void,
  ) {
    this.#decoding = { size: preprocess.inputSize, fit };
  }

  async *each(): AsyncGenerator<{ image: Tensor4D; index: number }> {
    this.skipped = [];
    let index = 0;
    for await (const pixels of decodeAhead(this.images, this.#decoding)) {
      if (pixels instanceof Error)
        this.skipped.push({ image: this.images[index]!, reason: pixels.message });
      else yield { image: toInput(pixels, this.preprocess), index };
      this.report(++index);
    }
  }

  async at(index: number): Promise<Tensor4D> {
    const pixels = await decodeImage(this.images[index]!, this.#decoding);
    return toInput(pixels, this.preprocess);
  }
}
