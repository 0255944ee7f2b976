import './holdBack.js';
import './standIn.js';
import '@deconv/elements';
