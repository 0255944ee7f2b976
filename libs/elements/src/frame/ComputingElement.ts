import type { Engine } from '@deconv/engine';
import { property, state } from 'lit/decorators.js';
import { CitableElement } from '../export/CitableElement.js';
import { modelOfPage } from './modelOfPage.js';

/** A figure that can compute: with which network, on what, and whether it is to. */
export abstract class ComputingElement extends CitableElement {
  /** Address of a model folder: with it the figure can compute. Without it, what `<meta name="deconv-model">` says. */
  @property({ reflect: true }) model: string | undefined;
  /** Computes as soon as it comes near the viewport, without being asked. */
  @property({ type: Boolean, reflect: true }) autorun = false;
  /** What computes. Without it, the page's shared engine, which is fetched when it is needed. */
  @property({ attribute: false }) engine: Engine | undefined;

  /** The reader asked for it. */
  @state() protected asked = false;

  /** It has come near the viewport. */
  protected abstract get near(): boolean;

  /** Address of the network to compute with. */
  protected get network(): string | undefined {
    return this.model ?? modelOfPage();
  }

  /** It is to compute. */
  protected get wanted(): boolean {
    return this.asked || (this.autorun && this.near);
  }
}
