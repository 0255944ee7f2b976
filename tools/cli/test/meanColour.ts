/** One field of a protobuf message: a whole number below 128, a text, or a message. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.from([number << 3, value]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}
const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields);
const node = (op: string, input: string, output: string): Buffer =>
  field(1, message(field(1, input), field(2, output), field(3, op), field(4, op)));
const dims = message(...[1, 3, 8, 8].map((size) => field(1, field(1, size))));
const image = message(field(1, 'x'), field(2, field(1, message(field(1, 1), field(2, dims)))));

/** A network in ONNX that answers with the softmax of an image's mean colour. */
export function meanColour(): Buffer {
  const graph = message(
    node('GlobalAveragePool', 'x', 'mean'),
    node('Flatten', 'mean', 'vector'),
    node('Softmax', 'vector', 'answer'),
    field(2, 'colours'),
    field(11, image),
    field(12, field(1, 'answer')),
  );
  const length = Buffer.from([(7 << 3) | 2, (graph.length & 127) | 128, graph.length >> 7]);
  return message(field(1, 7), length, graph, field(8, field(2, 12)));
}
