import { ViewColumn, commands, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { ErdModel, ErdParams, RevealParams } from '../../server/src/lsp/protocol';
import type { ActiveDocument } from './active';
import type { Client } from './client';
import { erdPage, pageFolder } from './erdPage';
import type { ErdPanelState, ToHost, ToPage } from './erdMessages';
import { showRange } from './show';

const viewType = 'tablewright.erd';

/** The one ERD panel: opened by the command, from the status, or by the window's reload. */
export class Erd implements Disposable {
  private panel: ErdPanel | undefined;
  private readonly disposables: Disposable[];

  constructor(
    private readonly context: ExtensionContext,
    private readonly client: Client,
    private readonly active: ActiveDocument,
  ) {
    this.disposables = [
      commands.registerCommand('tablewright.openErd', () => this.open()),
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state: ErdPanelState | undefined) =>
          this.adopt(panel, state?.root ? { root: state.root } : { uri: active.uri }),
      }),
    ];
  }

  /** Shows the given root, or the one that the active editor belongs to. */
  open(root?: string): void {
    const target = root ? { root } : { uri: this.active.uri };
    if (this.panel) {
      this.panel.show(target);
      return;
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.adopt(window.createWebviewPanel(viewType, 'ERD', column), target);
  }

  dispose(): void {
    for (const each of this.disposables) each.dispose();
  }

  private adopt(panel: WebviewPanel, target: ErdParams): void {
    this.panel = new ErdPanel(panel, this.context, this.client, this.active, target);
    panel.onDidDispose(() => (this.panel = undefined));
  }
}

class ErdPanel {
  private shown: ErdModel | undefined;
  private asking = false;
  private stale = true;
  private disposed = false;

  constructor(
    private readonly panel: WebviewPanel,
    context: ExtensionContext,
    private readonly client: Client,
    active: ActiveDocument,
    private target: ErdParams,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder(context.extensionUri)] };
    const disposables = [
      webview.onDidReceiveMessage((message: ToHost) => this.receive(message)),
      client.onErdChanged(({ root }) => {
        if (root === this.shown?.root?.id) void this.refresh();
      }),
      client.onStatus(() => {
        if (this.stale || this.rootsChanged()) void this.refresh();
      }),
      active.onChange(() => this.aim({ uri: active.uri })),
    ];
    panel.onDidDispose(() => {
      this.disposed = true;
      for (const each of disposables) each.dispose();
    });
    webview.html = erdPage(webview, context.extensionUri);
  }

  show(target: ErdParams): void {
    this.panel.reveal(undefined, true);
    this.aim(target);
  }

  private aim(target: ErdParams): void {
    this.target = target;
    void this.refresh();
  }

  private rootsChanged(): boolean {
    const { status } = this.client;
    if (status?.state !== 'ready') return false;
    const ids = (roots: readonly { id: string }[] | undefined) => roots?.map(({ id }) => id).join('\n');
    return ids(status.roots) !== ids(this.shown?.roots);
  }

  private receive(message: ToHost): void {
    switch (message.type) {
      case 'ready':
        return void this.refresh();
      case 'pickRoot':
        return this.aim({ root: message.root });
      case 'reveal':
        return void this.reveal(message).catch((error: Error) => window.showErrorMessage(error.message));
    }
  }

  /** Never more than one request under way; what changes meanwhile is asked for once, after it. */
  private async refresh(): Promise<void> {
    this.stale = true;
    if (this.asking) return;
    this.asking = true;
    while (this.stale && this.canAsk()) {
      this.stale = false;
      await this.ask();
    }
    this.asking = false;
  }

  /** A hidden page says `ready` when it is shown again, and the server says so when it has read the schema. */
  private canAsk(): boolean {
    if (this.disposed || !this.panel.visible) return false;
    if (this.client.state === 'stopped') this.post({ type: 'failed', message: 'The server is not running.' });
    return this.client.status?.state === 'ready';
  }

  private async ask(): Promise<void> {
    try {
      this.shown = await this.client.erd(this.target);
      if (!this.disposed) this.post({ type: 'model', model: this.shown });
    } catch (error) {
      this.client.log.error('The ERD could not be read.', error);
      const message = error instanceof Error ? error.message : String(error);
      if (!this.disposed) this.post({ type: 'failed', message });
    }
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  private async reveal({ root, table, column }: RevealParams): Promise<void> {
    const place = await this.client.reveal({ root, table, column });
    if (place) await showRange(place);
    else void window.showInformationMessage(`${table} is no longer in the schema.`);
  }
}
