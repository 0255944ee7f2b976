import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { inputColour } from '../../src/documents/inputColour.js';

beforeAll(() => tf.setBackend('cpu'));

it('a colour reaches the network as its preprocessing has it, in its order', () => {
  const preprocess = {
    ...{ inputSize: 4, meanSubtract: [1, 2, 3] as [number, number, number] },
    scale: [1, 10, 100] as [number, number, number],
  };
  expect(inputColour([11, 22, 33], { ...preprocess, channelOrder: 'RGB' })).toEqual([
    10, 200, 3000,
  ]);
  expect(inputColour([11, 22, 33], { ...preprocess, channelOrder: 'BGR' })).toEqual([
    3000, 200, 10,
  ]);
});
