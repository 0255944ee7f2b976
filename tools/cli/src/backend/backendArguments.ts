import { isInstalled } from '@deconv/native/isInstalled';
import { oneOf } from '../options.js';
import { say } from '../say.js';
import { UsageError } from '../UsageError.js';

/** What computes: tfjs' backends for Node, and ONNX Runtime for passes up. */
const BACKENDS = ['native', 'wasm', 'cpu'] as const;

/** Where ONNX Runtime computes, as it calls that. */
const DEVICES = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const;

/** What every command takes that passes images through a network. */
export const backendArguments = {
  backend: {
    type: 'string',
    description:
      'native (ONNX Runtime), wasm or cpu; default: native where onnxruntime-node is installed, else wasm',
  },
  device: {
    type: 'string',
    description: `what native computes on: ${DEVICES.join(', ')}; default: cpu`,
  },
} as const;

/** The backend of commands that pass no image through a network. */
export const readingBackend = {
  type: 'string',
  default: 'wasm',
  description: 'wasm or cpu',
} as const;

/** What is said of it on a command line. */
export interface AskedBackend {
  backend?: string | undefined;
  device?: string | undefined;
  /** Nothing is said beside the document then. */
  json?: boolean | undefined;
}

/** A backend, and a device where that is native. */
export interface ChosenBackend {
  backend: (typeof BACKENDS)[number];
  device?: (typeof DEVICES)[number];
}

/**
 * What computes. Says what would be faster, where nobody asked for a backend and there is only the slower one.
 * @param isNativeThere whether ONNX Runtime is installed
 * @throws UsageError for a name that is none, and for a device of another backend
 */
export function chooseBackend(
  { backend: said, device: where, json }: AskedBackend,
  isNativeThere = isInstalled,
): ChosenBackend {
  const asked = said === undefined ? undefined : oneOf('backend', said, BACKENDS);
  const device = where === undefined ? undefined : oneOf('device', where, DEVICES);
  if (device !== undefined && asked !== undefined && asked !== 'native')
    throw new UsageError(`--device is "${device}"; it goes with --backend native, not ${asked}`);
  if (asked ?? device) return { backend: asked ?? 'native', ...(device && { device }) };
  if (isNativeThere()) return { backend: 'native' };
  if (!json) say('computing on wasm; npm install onnxruntime-node makes it several times as fast');
  return { backend: 'wasm' };
}

/** For a command that passes no image this time: ONNX Runtime is loaded only where it is asked for. */
export const passingNothing = (asked: AskedBackend): AskedBackend => ({
  ...asked,
  backend: asked.backend ?? (asked.device === undefined ? 'wasm' : undefined),
});

/** The same on the command line of another command. */
export const backendArgs = ({ backend, device }: ChosenBackend): string[] => [
  ...['--backend', backend],
  ...(device ? ['--device', device] : []),
];
