import { html, nothing } from 'lit';
import { fileName } from '../../words/fileName.js';
import { mapName } from '../../words/mapName.js';
import type { PaneUnit } from './Pane.js';
import type { TopPatches } from './TopPatches.js';

/** The patches that excite a unit most over a set of images, strongest first. */
export function renderStrip(view: PaneUnit, { entriesOf, addressOf, images }: TopPatches) {
  const entries = entriesOf(view.layer, view.channel);
  if (!entries?.length) return nothing;
  return html`
    <ol
      class="strip"
      part="strip"
      aria-label="What excites ${mapName(view)} most among ${images} images"
    >
      ${entries.map(
        ({ patch, image }) => html`
          <li><img src=${addressOf(patch)} alt=${fileName(image)} loading="lazy" /></li>
        `,
      )}
    </ol>
  `;
}
