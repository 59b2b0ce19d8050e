import {
  RenameFile,
  type Connection,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { TextEdit } from '../base/span';
import type { Engine } from '../lint/engine';
import type { Origin } from '../model/schema';
import { placeOf } from '../model/schema';
import type { NewFile } from '../model/tools/tool';
import { textOf } from '../workspace/files';
import { Documents } from './documents';
import type { Rename } from '../rules/fix';
import { created, previewed } from './preview';
import { uriOf } from './uris';

/** What the handlers share: one engine, the open documents, what the client can do. */
export class Session {
  readonly documents: Documents;
  /** The addresses of rules' pages that were asked for. */
  readonly pages = new Map<string, string>();
  folders: string[] = [];
  canPull = false;
  canRefresh = false;
  /** Whether the client makes new files, and asks the person before it does. */
  canCreateFiles = false;
  /** Whether the client answers what its version control knows. */
  knowsHistory = false;
  /** Whether the client tells its settings. */
  hasSettings = false;
  /** Resolves when the workspace has been read for the first time: what looks at the whole schema waits for it. */
  readonly ready: Promise<void>;
  /** Says that it has been. */
  readonly setReady: () => void;

  constructor(
    readonly connection: Connection,
    readonly engine: Engine,
    /** The folder of the rules' pages. */
    readonly docsFolder: string,
    /** The path of `layout-worker.js`. */
    readonly layoutWorker: string,
  ) {
    let setReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => (setReady = resolve));
    this.setReady = setReady;
    this.documents = new Documents((path) => textOf(engine.workspace.file(path)));
  }

  /** A Markdown link to where something is defined. */
  link(origin: Origin): string {
    const { file } = origin.source;
    const { start } = this.documents.converter(file)(placeOf(origin));
    const folder = this.folders.find((candidate) => file.startsWith(`${candidate}/`));
    const name = folder ? file.slice(folder.length + 1) : file.slice(file.lastIndexOf('/') + 1);
    return `[${name}:${start.line + 1}](${uriOf(file)}#L${start.line + 1})`;
  }

  /**
   * Edits by file as the client takes them: with the version of open documents, so that late ones are refused. The person
   * sees the files that are made before they are; a file is renamed when all else is done.
   */
  workspaceEdit(
    edits: ReadonlyMap<string, readonly TextEdit[]>,
    { creates, renames }: { creates?: readonly NewFile[] | undefined; renames?: readonly Rename[] | undefined } = {},
  ): WorkspaceEdit {
    const changes = [
      ...[...edits].map(([file, list]) => ({
        textDocument: { uri: uriOf(file), version: this.documents.get(file)?.version ?? null },
        edits: this.textEdits(file, list),
      })),
      ...created(creates ?? []),
      ...(renames ?? []).map(({ from, to }) => RenameFile.create(uriOf(from), uriOf(to), { overwrite: false })),
    ];
    return creates ? previewed(changes, { label: 'New file' }) : { documentChanges: changes };
  }

  textEdits(file: string, edits: readonly TextEdit[]): LspTextEdit[] {
    const range = this.documents.converter(file);
    return edits.map((edit) => ({ range: range(edit.span), newText: edit.newText }));
  }
}
