import { expose } from 'comlink';
import { TrainingSession } from './TrainingSession.js';

expose(new TrainingSession());
