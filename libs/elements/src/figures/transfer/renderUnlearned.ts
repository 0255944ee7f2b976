import { html, nothing } from 'lit';
import { pictureUrl } from '../../drawing/pictureUrl.js';
import { seenOnce } from '../../drawing/seenOnce.js';
import type { TransferView } from './TransferView.js';

/** What will be found, where it will stand, before anything is learned. */
export function renderUnlearned({ chosen }: TransferView) {
  return html`
    <div class="found" part="unlearned">
      <div class="how">
        <h3>Nothing is learned yet</h3>
        <p>Once it has learned, which takes some seconds, it says</p>
        <ul>
          <li>
            how many of these photos it answers right when it has learned only the others, and how
            far so few can be believed;
          </li>
          <li>which place in each photo it goes by;</li>
          <li>what every place of the photo that you look at says for a class, and against it.</li>
        </ul>
      </div>
      ${
        chosen
          ? html`<div class="evidence">
              <div class="map asleep">
                <img src=${pictureUrl(seenOnce(chosen.picture))} alt="" />
              </div>
              <p class="quiet">The photo that you look at. Choose another above.</p>
            </div>`
          : nothing
      }
    </div>
  `;
}
