import { visibleName } from '@deconv/untrusted';
import type { Preprocess } from '../preprocess.js';
import { IMAGENET_CLASSES } from './imagenetClasses.js';

/** A network that others publish, with the facts by which a copy of it is known. */
export interface KnownModel {
  name: string;
  /** Addresses of the very same file, the most likely one first. */
  addresses: readonly string[];
  opset: number;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  /** SPDX identifier of the licence that the network bears; ImageNet, which it has learned from, has terms of its own. */
  licence: string;
  /** Where the network and its preprocessing are described. */
  about: string;
  preprocess: Preprocess;
  /** Names of its classes, in the order of its outputs. */
  labels: readonly string[];
}

// Paths, opsets, sizes and checksums: ONNX_HUB_MANIFEST.json of the ONNX Model Zoo (github.com/onnx/models). Licences: the
// README of each network there. The zoo's files moved from Git LFS to Hugging Face in 2025; whichever host answers, the
// checksum says whether it is the same file.
const HOSTS = [
  'https://huggingface.co/onnxmodelzoo/legacy_models/resolve/main/',
  'https://media.githubusercontent.com/media/onnx/models/main/',
];
const ABOUT = 'https://github.com/onnx/models/tree/main/';
const FOLDER = 'validated/vision/classification/';

/** Of networks that come from Caffe: as the zoo's README of GoogLeNet says, and the recipe by which it measured the others. */
const CAFFE: Preprocess = {
  inputSize: 224,
  channelOrder: 'BGR',
  meanSubtract: [123.68, 116.779, 103.939],
  scale: 1,
};
/** As the zoo's READMEs of VGG and SqueezeNet say: pixels of 0–1 lose ImageNet's mean and are divided by its deviation. */
const TORCH: Preprocess = {
  inputSize: 224,
  channelOrder: 'RGB',
  meanSubtract: [0.485 * 255, 0.456 * 255, 0.406 * 255],
  scale: [1 / (0.229 * 255), 1 / (0.224 * 255), 1 / (0.225 * 255)],
};

type Facts = [
  path: string,
  opset: number,
  bytes: number,
  sha256: string,
  licence: string,
  preprocess: Preprocess,
];

const FACTS: Record<string, Facts> = {
  zfnet512: [
    'zfnet-512/model/zfnet512-12.onnx',
    12,
    349005501,
    'c975ca6a24c0a2e1584c6f82667e0ac9c06084fc7769d267f71b4a154d1f1c72',
    'MIT',
    CAFFE,
  ],
  alexnet: [
    'alexnet/model/bvlcalexnet-12.onnx',
    12,
    243863787,
    '6b0da9510f27f234ee96a85dc3809dd210150fdefad87f6850f9788513216945',
    'BSD-3-Clause',
    CAFFE,
  ],
  caffenet: [
    'caffenet/model/caffenet-12.onnx',
    12,
    243863798,
    'ea563e5c47d1f58e1717cf1a2d8bf288b8adc07af0ad228b622096cd243aeecb',
    'BSD-3-Clause',
    CAFFE,
  ],
  googlenet: [
    'inception_and_googlenet/googlenet/model/googlenet-12.onnx',
    12,
    28021836,
    'c99c507058eaf41de8723408fdda7db8325cb57f0a89f2ee07a716d6e963e14e',
    'BSD-3-Clause',
    CAFFE,
  ],
  'squeezenet1.0': [
    'squeezenet/model/squeezenet1.0-12.onnx',
    12,
    4952956,
    'dec81a8684617770b3cf13fadc1d92565d1d453d23935fc6388b792d99c992bd',
    'Apache-2.0',
    CAFFE,
  ],
  'squeezenet1.1': [
    'squeezenet/model/squeezenet1.1-7.onnx',
    7,
    4956208,
    '1eeff551a67ae8d565ca33b572fc4b66e3ef357b0eb2863bb9ff47a918cc4088',
    'Apache-2.0',
    TORCH,
  ],
  vgg16: [
    'vgg/model/vgg16-7.onnx',
    7,
    553437328,
    'f20805a3ecccaa88647bbab4ad011ff2412a9838485ea844de0fcbce349820b9',
    'Apache-2.0',
    TORCH,
  ],
  vgg19: [
    'vgg/model/vgg19-7.onnx',
    7,
    574677321,
    '692f9f927f1df1b89033787a77a73eac59fd9b3344f9ecdf0b13221e41c2046f',
    'Apache-2.0',
    TORCH,
  ],
};

export const KNOWN_MODELS: readonly KnownModel[] = Object.entries(FACTS).map(
  ([name, [path, opset, bytes, sha256, licence, preprocess]]) => ({
    name,
    addresses: HOSTS.map((host) => host + FOLDER + path),
    opset,
    bytes,
    sha256,
    licence,
    about: ABOUT + FOLDER + path.slice(0, path.indexOf('/model/')),
    preprocess,
    labels: IMAGENET_CLASSES,
  }),
);

/**
 * A network by its name.
 * @throws Error that names those there are
 */
export function knownModel(name: string): KnownModel {
  const known = KNOWN_MODELS.find((model) => model.name === name);
  if (known) return known;
  const names = KNOWN_MODELS.map((model) => model.name).join(', ');
  throw new Error(`"${visibleName(name.slice(0, 200))}" is no known network; there are ${names}`);
}
