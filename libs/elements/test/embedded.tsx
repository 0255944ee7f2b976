/** What people write in React; it is only type-checked. */
import '@deconv/elements/grid';
import type {} from '@deconv/elements/jsx';

export const figures = (
  <>
    <deconv-grid src="results.json" layer="conv5" rule="guided" id="top" className="wide" />
    <deconv-occlusion
      src="results.json"
      ref={(figure) => figure?.requestUpdate()}
      ondeconv-place={({ detail }) => void detail}
    >
      <h2 slot="title">Is it looking at the dog?</h2>
    </deconv-occlusion>
  </>
);

export const wrong = (
  <>
    {/* @ts-expect-error: an address is text */}
    <deconv-grid src={3} />
    {/* @ts-expect-error: there is no such element */}
    <deconv-guess />
  </>
);
