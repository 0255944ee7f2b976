import type { Read } from './single.js';

/** What has no way down, and why. */
const REASONS: Record<string, string[]> = {
  'it answers with a place, not with a value': [
    'ArgMax',
    'ArgMin',
    'NonMaxSuppression',
    'NonMaxSuppressionV3',
    'NonMaxSuppressionV5',
    'TopK',
    'TopKV2',
  ],
  'it is a network of several steps in time, which is no image classifier': ['GRU', 'LSTM', 'RNN'],
  'what it computes hangs on a condition, or on a number of turns': [
    'Enter',
    'Exit',
    'If',
    'Loop',
    'LoopCond',
    'Merge',
    'NextIteration',
    'Scan',
    'StatelessIf',
    'StatelessWhile',
    'Switch',
    'TensorListFromTensor',
    'TensorListGetItem',
    'TensorListReserve',
    'TensorListSetItem',
    'TensorListStack',
    'While',
  ],
  'it answers yes or no, which has no way down': [
    'And',
    'Equal',
    'Greater',
    'GreaterEqual',
    'GreaterOrEqual',
    'IsInf',
    'IsNaN',
    'IsNan',
    'Less',
    'LessEqual',
    'LessOrEqual',
    'LogicalAnd',
    'LogicalNot',
    'LogicalOr',
    'Not',
    'NotEqual',
    'Or',
    'Xor',
  ],
  'it rounds to whole numbers, as quantised models do; export the model with float weights': [
    'Ceil',
    'DequantizeLinear',
    'DynamicQuantizeLinear',
    'Floor',
    'FloorDiv',
    'FloorMod',
    'QLinearConv',
    'QLinearMatMul',
    'QuantizeLinear',
    'Round',
  ],
};

/** Operations that are refused by name. */
export const REFUSED: Record<string, Read> = Object.fromEntries(
  Object.entries(REASONS).flatMap(([reason, kinds]) =>
    kinds.map((kind): [string, Read] => [
      kind,
      () => {
        throw new RangeError(reason);
      },
    ]),
  ),
);
