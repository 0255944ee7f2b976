import type { InputSize } from '@deconv/pictures';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeFolder } from '../../makeFolder.js';
import { html, type Html } from '../html.js';

interface Baggage {
  /** The report's. */
  folder: string;
  /** The address under which figures ask for the network. */
  address: string;
  /** Images by the names that readers see, in the order in which they are looked at. */
  images: ReadonlyMap<string, string>;
  /** How the network reads them. */
  reading: { size: InputSize; fit: Fit };
}

/** Images are encoded so many at once. */
const AT_ONCE = 4;

/**
 * What a report carries so that its figures can compute, each thing in a classic script that its page runs when it is asked
 * for: from a disc a page can read nothing else.
 */
export class Carried {
  /** Elements of the page that say where each thing is. */
  readonly holders: Html[] = [];
  /** Photos that are carried, each by its name. */
  readonly photos = new Set<string>();
  readonly #lists = new Map<string, string>();

  constructor(private readonly baggage: Baggage) {}

  /** Of photos, as the network reads them. */
  get size(): InputSize {
    return this.baggage.reading.size;
  }

  get address(): string {
    return this.baggage.address;
  }

  /** @param files by their names */
  async takeNetwork(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const encoded: Record<string, string> = {};
    for (const [name, bytes] of files) encoded[name] = Buffer.from(bytes).toString('base64');
    await this.#carry('network', encoded);
  }

  /**
   * Takes photos along, as the very pixels that the network reads.
   * @param names those that readers see
   * @returns address of their list, in the order in which they were looked at; undefined where a name is not one photo's
   */
  async takePhotos(names: readonly string[]): Promise<string | undefined> {
    const { images } = this.baggage;
    if (!names.length || !names.every((name) => images.has(name))) return undefined;
    const asked = new Set(names);
    return this.takeFiles([...images].filter(([name]) => asked.has(name)));
  }

  /** The same for photos that are named here. */
  async takeFiles(named: readonly (readonly [name: string, path: string])[]): Promise<string> {
    const key = JSON.stringify(named);
    const known = this.#lists.get(key);
    if (known) return known;
    const list: object[] = [];
    for (let from = 0; from < named.length; from += AT_ONCE)
      list.push(...(await Promise.all(named.slice(from, from + AT_ONCE).map(this.#photo))));
    const id = `photos-${this.#lists.size + 1}`;
    await this.#carry(id, list);
    this.#lists.set(key, `#${id}`);
    return `#${id}`;
  }

  readonly #photo = async ([name, path]: readonly [string, string]): Promise<object> => {
    const { data, width, height } = await decodeImage(path, this.baggage.reading);
    const webp = await sharp(data, { raw: { width, height, channels: 3 } })
      .webp({ lossless: true, effort: 2 })
      .toBuffer();
    this.photos.add(name);
    return { name, file: `data:image/webp;base64,${webp.toString('base64')}` };
  };

  async #carry(id: string, value: object): Promise<void> {
    const { folder, address } = this.baggage;
    await makeFolder(join(folder, 'live'));
    const text = JSON.stringify(JSON.stringify(value));
    const script = `document.getElementById(${JSON.stringify(id)}).textContent=${text};\n`;
    await writeFile(join(folder, 'live', `${id}.js`), script);
    this.holders.push(
      html`<script
        type="application/json"
        id="${id}"
        data-from="./live/${id}.js"
        data-address="${address}"
      ></script> `,
    );
  }
}
