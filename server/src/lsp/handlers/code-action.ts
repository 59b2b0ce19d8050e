import { CodeActionKind, type CodeAction } from 'vscode-languageserver/node';
import type { Span } from '../../base/span';
import { editsOf, safeFixes, silence, type CommentStyle } from '../../features/fixes';
import { spanOf, type Finding } from '../../lint/finding';
import { diagnosticOf } from '../diagnostics';
import { runRequest } from '../run';
import { textOf, type SpecFile } from '../../workspace/files';
import type { Session } from '../session';
import { pathOf } from '../uris';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.tablewright`;

/** Fixes of the findings at a place, a comment that silences them, and fix-all. */
export function codeActionHandler(session: Session): void {
  const { connection, engine, documents } = session;
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    runRequest<CodeAction[]>(engine.ports.log, 'code actions', token, [], () => {
      const path = pathOf(textDocument.uri);
      const document = path === undefined ? undefined : documents.get(path);
      if (path === undefined || !document) return [];
      const wants = (kind: string) =>
        !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const findings = engine.linter.eachFinding(path);
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
        const here = findings.filter((finding) => spanOf(finding.at).start <= end && spanOf(finding.at).end >= start);
        actions.push(
          ...here.flatMap((finding) => fixActions(session, finding)),
          ...here.flatMap((finding) => silenceAction(session, finding)),
        );
      }
      if (wants(FIX_ALL) && context.only) {
        const edits = safeFixes(findings, path).flat();
        if (edits.length > 0) {
          const edit = session.workspaceEdit(new Map([[path, edits]]));
          actions.push({ title: 'Apply all safe fixes of Tablewright', kind: FIX_ALL, edit });
        }
      }
      return actions;
    }),
  );
}

function fixActions(session: Session, finding: Finding): CodeAction[] {
  const diagnostics = [diagnosticOf(session, finding, session.documents.converter(finding.file))];
  return finding.fixes.map((fix, i) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: i === 0 && fix.kind === 'safe',
    edit: session.workspaceEdit(editsOf(fix, finding)),
  }));
}

function silenceAction(session: Session, finding: Finding): CodeAction[] {
  const file = session.engine.workspace.file(finding.file);
  const text = textOf(file);
  if (!session.engine.hasRule(finding.rule) || !file || text === undefined) return [];
  const style = file.type === 'sql' ? 'sql' : commentStyleAt(file, spanOf(finding.at).start);
  return [
    {
      title: `Silence ${finding.rule} for this line`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(session, finding, session.documents.converter(finding.file))],
      edit: session.workspaceEdit(new Map([[finding.file, [silence(finding, text, style)]]])),
    },
  ];
}

function commentStyleAt({ kind, facts }: SpecFile, offset: number): CommentStyle {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  if (facts.sqlBlocks.some(inside)) return 'sql';
  if (facts.diagrams.some(({ span }) => inside(span))) return 'mermaid';
  return kind === 'contract' ? 'yaml' : 'markdown';
}
