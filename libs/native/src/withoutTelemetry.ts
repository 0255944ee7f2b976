/**
 * Keeps ONNX Runtime from telling Microsoft what it runs, and from keeping an identifier of the machine for that: packages from 1.29 on do
 * so unless told. Before it is loaded, and not first in a worker thread, whose environment is a copy.
 */
export function withoutTelemetry(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}
