/** The extension's side of the page. */
import type { ErdArrangeParams, ErdArrangeResult } from '../../server/src/lsp/erd-protocol';
import type { ErdPanelState, PngReply, ToHost } from '../src/erdMessages';

declare function acquireVsCodeApi(): {
  postMessage(message: ToHost | PngReply): void;
  getState(): ErdPanelState | undefined;
  setState(state: ErdPanelState): void;
};

export class Host {
  private readonly api = acquireVsCodeApi();
  /** What was kept of the page before the window was loaded anew. */
  readonly saved = this.api.getState();
  private readonly waiting = new Map<number, (result: ErdArrangeResult | null) => void>();
  private asked = 0;

  post(message: ToHost | PngReply): void {
    this.api.postMessage(message);
  }

  save(state: ErdPanelState): void {
    this.api.setState(state);
  }

  /** Resolves to null where the server no longer shows that diagram. */
  arrange(params: ErdArrangeParams): Promise<ErdArrangeResult | null> {
    const id = ++this.asked;
    this.post({ type: 'arrange', id, params });
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  answered(id: number, result: ErdArrangeResult | null): void {
    this.waiting.get(id)?.(result);
    this.waiting.delete(id);
  }
}
