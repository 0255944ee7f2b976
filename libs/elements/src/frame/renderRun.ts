import { html, nothing, type TemplateResult } from 'lit';
import { renderRandomSwitch } from '../parts/choices/renderRandomSwitch.js';
import { chooseFiles } from '../parts/photo/chooseFiles.js';
import type { Stage } from '../words/Stage.js';
import { formatSeconds } from '../words/formatSeconds.js';
import { formatShare } from '../words/formatShare.js';
import { formatBytes } from '../words/formatBytes.js';

/** How many photos of the reader's own a figure takes. */
export type Intake = 'none' | 'one' | 'several';

interface RunParts {
  stage: Stage;
  /** What it waits for, where it was asked but has not all that it needs. */
  missing: string | undefined;
  /** 0–1, of what is being done, and what that is. */
  fraction: number;
  message: string;
  problem: string | undefined;
  seconds: number | undefined;
  /** Of the network, where it is known. */
  bytes: number | undefined;
  /** There is a document to go back to. */
  document: boolean;
  random: number | undefined;
  intake: Intake;
  options: TemplateResult | typeof nothing;
  onRun: () => void;
  onCancel: () => void;
  onBack: () => void;
  onFiles: (files: File[]) => void;
  onRandom: (random: number | undefined) => void;
}

/** Where the reader makes a figure compute, stops it, and sets with what: the same place in every figure. */
export function renderRun(parts: RunParts) {
  const { stage, intake, random, onRandom } = parts;
  return html`
    <div class="run ${stage}" part="run" role="group" aria-label="Compute here">
      ${parts.options}
      <div class="doing">
        ${stage === 'computing' ? renderRunning(parts) : renderOffer(parts)}
        ${intake === 'none' ? nothing : renderIntake(intake, parts.onFiles)}
        ${renderRandomSwitch(random, onRandom)}
      </div>
      <p class="hint ${parts.problem ? 'problem' : ''}">${hint(parts)}</p>
    </div>
  `;
}

function renderRunning({ fraction, message, onCancel }: RunParts) {
  return html`
    <button type="button" class="button" @click=${onCancel}>Cancel</button>
    <span class="said">${message || 'Starting'}, ${formatShare(fraction)}</span>
  `;
}

function renderOffer({ stage, missing, problem, document, onRun, onBack }: RunParts) {
  if (stage === 'idle' && missing) return nothing;
  // The message in the figure's place has a button of its own.
  if (stage === 'error' && !problem) return nothing;
  if (stage === 'ready')
    return document
      ? html`<button type="button" class="button" @click=${onBack}>Back to the document</button>`
      : nothing;
  const words = stage === 'error' ? 'Try again' : 'Run it here';
  return html`<button type="button" class="button" @click=${onRun}>${words}</button>`;
}

function renderIntake(intake: Intake, onFiles: (files: File[]) => void) {
  const several = intake === 'several';
  return html`
    <label class="button">
      <input
        type="file"
        accept="image/*"
        ?multiple=${several}
        @change=${(event: Event) => chooseFiles(event, onFiles)}
      />
      ${several ? 'Your own photos' : 'Your own photo'}
    </label>
  `;
}

function hint({ stage, missing, problem, seconds, bytes, intake }: RunParts): string {
  if (problem) return problem;
  if (stage === 'ready' && seconds !== undefined)
    return `Computed on your device in ${formatSeconds(seconds)}.`;
  if (stage === 'computing') return 'On your device. It goes on while you read elsewhere.';
  if (missing && stage === 'idle') return missing;
  const size = bytes === undefined ? 'the network' : `the network, ${formatBytes(bytes)},`;
  const photos = intake === 'none' ? '' : ' Photos can be dropped or pasted, too; they stay here.';
  return bytes === 0
    ? `Computes on your device.${photos}`
    : `Downloads ${size} and computes on your device.${photos}`;
}
