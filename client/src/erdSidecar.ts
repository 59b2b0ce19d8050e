import { RelativePattern, Uri, workspace, type Disposable } from 'vscode';
import type { Client } from './client';

/** What a drag or a Tidy changes is written so long after it, in milliseconds. */
const SOON = 300;

/** Writes `.tablewright/erd.json` after the person arranged something, and hears when somebody else has written it. */
export class ErdSidecar implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private written: string | undefined;
  private readonly disposables: Disposable[];

  constructor(
    private readonly client: Client,
    private readonly onOthers: () => void,
  ) {
    // A folder that comes with its file may be told of alone.
    const watchers = (workspace.workspaceFolders ?? []).flatMap(({ uri: folder }) => {
      const watcher = workspace.createFileSystemWatcher(
        new RelativePattern(folder, '{.tablewright,.tablewright/erd.json}'),
      );
      const sidecar = Uri.joinPath(folder, '.tablewright/erd.json');
      return [
        watcher,
        watcher.onDidChange(() => void this.heard(sidecar)),
        watcher.onDidCreate(() => void this.heard(sidecar)),
        watcher.onDidDelete(() => this.onOthers()),
      ];
    });
    this.disposables = [
      ...watchers,
      // A table that was renamed keeps its place: under the new name once the rename is saved.
      workspace.onDidSaveTextDocument(() => this.writeSoon()),
    ];
  }

  writeSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(), SOON);
  }

  dispose(): void {
    for (const each of this.disposables) each.dispose();
  }

  private async write(): Promise<void> {
    try {
      const sidecar = await this.client.erdSidecar();
      if (!sidecar) return;
      const { text } = sidecar;
      const uri = Uri.parse(sidecar.uri, true);
      this.written = text;
      if (text !== undefined) await workspace.fs.writeFile(uri, Buffer.from(text));
      else if (await isThere(uri)) await workspace.fs.delete(uri);
    } catch (error) {
      this.client.log.error('The places of tables could not be kept.', error);
    }
  }

  private async heard(uri: Uri): Promise<void> {
    if (!(await isThere(uri))) return;
    const text = Buffer.from(await workspace.fs.readFile(uri)).toString('utf8');
    if (text !== this.written) this.onOthers();
  }
}

function isThere(uri: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
