import '@deconv/elements/attribution';
import '@deconv/elements/correspondence';
import '@deconv/elements/evolution';
import '@deconv/elements/filters';
import '@deconv/elements/grid';
import '@deconv/elements/invariance';
import '@deconv/elements/occlusion';
