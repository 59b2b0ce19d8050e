import {
  CreateFile,
  TextDocumentEdit,
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { NewFile } from '../model/tools/tool';
import { uriOf } from './uris';

type Changes = NonNullable<WorkspaceEdit['documentChanges']>;

const START = { line: 0, character: 0 };
const CHANGE = 'change';
const PREVIEW = 'preview';

/** Files that are made, to be seen with `previewed`. */
export function created(files: readonly NewFile[]): Changes {
  return files.flatMap(({ path, text }) => {
    const uri = uriOf(path);
    return [
      CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }, CHANGE),
      TextDocumentEdit.create({ uri, version: null }, [inserted(text, CHANGE)]),
    ];
  });
}

/**
 * An edit that the person sees before it is made. VS Code opens its preview for what needs a confirmation, and leaves that out
 * until it is ticked: so that is an insertion of nothing at the end, and all else is ticked.
 */
export function previewed(changes: Changes, annotation: Omit<ChangeAnnotation, 'needsConfirmation'>): WorkspaceEdit {
  const last = changes.findLast((change): change is TextDocumentEdit => 'edits' in change);
  return {
    documentChanges: [
      ...changes,
      ...(last ? [{ textDocument: last.textDocument, edits: [inserted('', PREVIEW)] }] : []),
    ],
    changeAnnotations: { [CHANGE]: annotation, [PREVIEW]: { ...annotation, needsConfirmation: true } },
  };
}

function inserted(newText: string, annotationId: string): AnnotatedTextEdit {
  return { range: { start: START, end: START }, newText, annotationId };
}
