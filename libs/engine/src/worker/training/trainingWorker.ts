import { expose } from 'comlink';
import { Classroom } from './Classroom.js';

expose(new Classroom());
