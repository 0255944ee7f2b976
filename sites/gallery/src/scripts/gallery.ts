import './holdBack.js';
import '@deconv/elements';
