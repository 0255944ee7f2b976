import '@deconv/elements';
import { guess } from '../guess/guess.js';
import { startTrainingRooms } from '../training/startTrainingRooms.js';
import { PageStore } from './PageStore.js';
import { contents } from './contents.js';
import { followFigures } from './followFigures.js';
import { listenToFigures } from './listenToFigures.js';
import { ownPhotos } from './ownPhotos.js';
import { bindPanel } from './panel.js';
import { tryLinks } from './tryLinks.js';

const store = new PageStore();
followFigures(store);
listenToFigures(store);
bindPanel(store, ownPhotos(store));
tryLinks(store);
contents();
guess();
startTrainingRooms();
