import {
  ViewColumn,
  commands,
  env,
  window,
  type Disposable,
  type ExtensionContext,
  type TextEditor,
  type WebviewPanel,
} from 'vscode';
import type { ErdAtResult, ErdModel, ErdParams, RevealParams } from '../../server/src/lsp/protocol';
import type { ActiveDocument } from './active';
import type { Client } from './client';
import { exportDiagram } from './erdExport';
import { erdPage, pageFolder } from './erdPage';
import type { ErdPanelState, PngReply, PngRequest, ToHost, ToPage } from './erdMessages';
import { ErdSidecar } from './erdSidecar';
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
  /** How the page wants its diagrams; undefined until it is loaded. */
  private wanted: ErdParams | undefined;
  private locked = false;
  private asking = false;
  private stale = true;
  private disposed = false;
  private readonly sidecar: ErdSidecar;
  private pngWanted: ((bytes: Uint8Array) => void) | undefined;

  constructor(
    private readonly panel: WebviewPanel,
    context: ExtensionContext,
    private readonly client: Client,
    private readonly active: ActiveDocument,
    private target: ErdParams,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder(context.extensionUri)] };
    this.sidecar = new ErdSidecar(client, () => void this.refresh());
    const disposables = [
      this.sidecar,
      webview.onDidReceiveMessage((message: ToHost | PngReply) => this.receive(message)),
      client.onErdChanged((changed) => {
        if (changed.root !== this.shown?.root?.id) return;
        if (this.panel.visible) this.post({ type: 'changed', changed });
      }),
      client.onErdMarks((marks) => {
        if (marks.root === this.shown?.root?.id) this.post({ type: 'marks', marks });
      }),
      client.onStatus(() => {
        if (this.stale || this.rootsChanged()) void this.refresh();
      }),
      active.onChange(() => {
        if (!this.locked) this.aim({ uri: active.uri });
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => void this.follow(textEditor)),
    ];
    panel.onDidDispose(() => {
      this.disposed = true;
      client.closeErd();
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
    const known = new Set(this.shown?.roots.map(({ id }) => id));
    const schemas = [...known].filter((id) => !id.startsWith('document:'));
    return schemas.length !== status.roots.length || status.roots.some(({ id }) => !known.has(id));
  }

  private receive(message: ToHost | PngReply): void {
    void this.answer(message).catch((error: Error) => window.showErrorMessage(error.message));
  }

  private async answer(message: ToHost | PngReply): Promise<void> {
    switch (message.type) {
      case 'open':
        this.wanted = message.params;
        this.locked = message.locked;
        if (message.params.root !== undefined) this.target = { root: message.params.root };
        return this.refresh();
      case 'lock':
        this.locked = message.locked;
        if (!this.locked) this.aim({ uri: this.active.uri });
        return;
      case 'reveal':
        return this.reveal(message);
      case 'arrange':
        this.post({ type: 'answer', id: message.id, result: await this.client.arrangeErd(message.params) });
        if (message.params.do !== 'part') this.sidecar.writeSoon();
        return;
      case 'views':
        await this.client.nameErdViews(message.params);
        this.sidecar.writeSoon();
        return this.refresh();
      case 'nameView':
        return this.nameView(message);
      case 'copy':
        return env.clipboard.writeText(await this.client.exportErd(message.params));
      case 'export':
        return exportDiagram(this.client, message.params, this.shown?.root?.name ?? 'diagram', () => this.png());
      case 'png':
        return this.pngWanted?.(message.bytes);
    }
  }

  private png(): Promise<Uint8Array> {
    const request: PngRequest = { type: 'png' };
    return new Promise((resolve) => {
      this.pngWanted = resolve;
      void this.panel.webview.postMessage(request);
    });
  }

  private async nameView({ params, view }: Extract<ToHost, { type: 'nameView' }>): Promise<void> {
    const name = await window.showInputBox({
      title: 'Name This View',
      prompt: 'What is shown now is kept under this name in .tablewright/erd.json.',
      validateInput: (text) => (text.trim() === '' ? 'A view needs a name.' : undefined),
    });
    if (name === undefined) return;
    const others = params.named.filter((each) => each.name !== name.trim());
    await this.client.nameErdViews({ ...params, named: [...others, { name: name.trim(), ...view }] });
    this.sidecar.writeSoon();
    await this.refresh();
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

  /** A hidden page says `open` when it is shown again, and the server says so when it has read the schema. */
  private canAsk(): boolean {
    if (this.disposed || !this.panel.visible || !this.wanted) return false;
    if (this.client.state === 'stopped') this.post({ type: 'failed', message: 'The server is not running.' });
    return this.client.status?.state === 'ready';
  }

  private async ask(): Promise<void> {
    try {
      const { views, enums, detail, metrics, aspect } = this.wanted!;
      this.shown = await this.client.erd({ ...this.target, views, enums, detail, metrics, aspect });
      if (this.disposed) return;
      const at = await this.at(window.activeTextEditor);
      this.post({ type: 'model', model: this.shown, ...(at && { at }) });
    } catch (error) {
      this.client.log.error('The ERD could not be read.', error);
      const message = error instanceof Error ? error.message : String(error);
      if (!this.disposed) this.post({ type: 'failed', message });
    }
  }

  /** Tells the page what the active editor is about, and where its cursor is. */
  private async follow(editor: TextEditor | undefined): Promise<void> {
    const root = this.shown?.root?.id;
    if (!this.panel.visible || editor !== window.activeTextEditor) return;
    const at = await this.at(editor);
    if (at && root === this.shown?.root?.id) this.post({ type: 'active', at });
  }

  private async at(editor: TextEditor | undefined): Promise<ErdAtResult | undefined> {
    const root = this.shown?.root?.id;
    if (!editor || root === undefined || editor.document.uri.scheme !== 'file') return undefined;
    const { line, character } = editor.selection.active;
    const uri = editor.document.uri.toString();
    return this.client.erdAt({ root, uri, line, character }).catch(() => undefined);
  }

  private post(message: ToPage): void {
    if (!this.disposed) void this.panel.webview.postMessage(message);
  }

  private async reveal({ root, table, column }: RevealParams): Promise<void> {
    const place = await this.client.reveal({ root, table, column });
    if (place) await showRange(place);
    else void window.showInformationMessage(`${table} is no longer in the schema.`);
  }
}
