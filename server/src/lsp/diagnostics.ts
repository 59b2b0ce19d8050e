import {
  DiagnosticSeverity,
  LSPErrorCodes,
  ResponseError,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { presentable } from '../features/problems';
import { spanOf, type Finding } from '../lint/finding';
import { placeOf } from '../model/schema';
import type { Severity } from '../rules/define-rule';
import { runRequest } from './run';
import type { Session } from './session';
import { pathOf, uriOf } from './uris';

/** More of a file than this make an editor slow and help nobody. */
const MAX_SHOWN = 1_000;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** How findings reach the client: it asks, or they are sent where it can't. */
export interface DiagnosticsChannel {
  /** A document changed: its findings, and those of others that are open, may be others. */
  documentChanged(path: string): void;
  /** Anything may have changed. */
  everythingChanged(): void;
  documentClosed(path: string): void;
}

export function createDiagnosticsChannel(session: Session): DiagnosticsChannel {
  return session.canPull ? pullChannel(session) : pushChannel(session);
}

function pullChannel(session: Session): DiagnosticsChannel {
  const { connection } = session;
  const results = new Map<string, { readonly id: string; readonly items: string }>();
  let ids = 0;
  connection.languages.diagnostics.on((params, token) => {
    const path = pathOf(params.textDocument.uri);
    const empty: DocumentDiagnosticReport = { kind: 'full', items: [] };
    if (path === undefined) return empty;
    const version = session.documents.get(path)?.version;
    return runRequest<DocumentDiagnosticReport>(session.engine.ports.log, 'diagnostics', token, empty, () => {
      refuseOld(session, path, version);
      const items = diagnosticsOf(session, path);
      const text = JSON.stringify(items);
      const old = results.get(path);
      if (old?.items === text && params.previousResultId === old.id) return { kind: 'unchanged', resultId: old.id };
      const id = String(++ids);
      results.set(path, { id, items: text });
      return { kind: 'full', resultId: id, items };
    });
  });
  return {
    documentChanged: () => undefined, // the client asks again by itself, for others that it shows too
    everythingChanged: () => {
      if (session.canRefresh) void connection.languages.diagnostics.refresh();
    },
    documentClosed: (path) => results.delete(path),
  };
}

function pushChannel(session: Session): DiagnosticsChannel {
  const { connection } = session;
  let wanted = new Set<string>();
  const schedule = (paths: Iterable<string>) => {
    const first = wanted.size === 0;
    for (const path of paths) wanted.add(path);
    if (first) setImmediate(flush);
  };
  const flush = () => {
    const paths = wanted;
    wanted = new Set();
    for (const path of paths) {
      const document = session.documents.get(path);
      if (!document) continue;
      try {
        const diagnostics = diagnosticsOf(session, path);
        void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
      } catch (error) {
        session.engine.ports.log.error('diagnostics failed.', error);
      }
    }
  };
  return {
    documentChanged: (path) => {
      const root = session.engine.workspace.rootOf(path);
      const others = [...session.documents.paths].filter((other) => session.engine.workspace.rootOf(other) === root);
      schedule([path, ...others]);
    },
    everythingChanged: () => schedule(session.documents.paths),
    documentClosed: (path) => void connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [] }),
  };
}

/** The client asks again when it hears that what it asked about is old. */
function refuseOld(session: Session, path: string, version: number | undefined): void {
  if (session.documents.get(path)?.version === version) return;
  throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', { retriggerRequest: true });
}

function diagnosticsOf(session: Session, path: string): Diagnostic[] {
  const findings = presentable(session.engine.linter.findings(path), MAX_SHOWN);
  const range = session.documents.converter(path);
  return findings.map((finding) => diagnosticOf(session, finding, range));
}

export function diagnosticOf(
  session: Session,
  finding: Finding,
  range: ReturnType<Session['documents']['converter']>,
): Diagnostic {
  const page = pageOf(session, finding.rule);
  return {
    range: range(spanOf(finding.at)),
    severity: SEVERITIES[finding.severity],
    source: 'tablewright',
    code: finding.rule,
    ...(page && { codeDescription: { href: page } }),
    message: finding.message,
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ at, message }) => ({
        message,
        location: { uri: uriOf(at.source.file), range: session.documents.converter(at.source.file)(placeOf(at)) },
      })),
    }),
  };
}

/** The engine's own findings have no page. */
function pageOf(session: Session, rule: string): string | undefined {
  return session.engine.hasRule(rule) ? URI.file(`${session.docsFolder}/${rule}.md`).toString() : undefined;
}
