/** A page in Vue, as docs/embed.md tells to write it. */
import '@deconv/elements/occlusion';
import { createApp, ref } from 'vue';

const PHOTOS = [new File([], 'fox.png')];

const app = createApp({
  setup: () => ({
    photos: PHOTOS,
    loads: ref(0),
    place: ref(''),
    chosen: ref(false),
    open: ref(true),
  }),
  template: `
    <button @click="chosen = true">Choose</button>
    <button @click="open = false">Close</button>
    <output id="loads">{{ loads }}</output>
    <output id="place">{{ place }}</output>
    <deconv-occlusion
      v-if="open"
      src="results.json"
      :class-index="chosen ? 7 : undefined"
      :images="chosen ? photos : undefined"
      @load="loads++"
      @deconv-place="({ detail }) => (place = JSON.stringify(detail))"
    >
      <h2 slot="title">Is it looking at the fox?</h2>
    </deconv-occlusion>
  `,
});
app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('deconv-');
app.mount(document.body.appendChild(document.createElement('main')));
