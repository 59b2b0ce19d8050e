import {
  DiagnosticSeverity,
  LSPErrorCodes,
  ResponseError,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { presentable } from '../features/problems';
import type { Range } from '../base/lines';
import type { Span } from '../base/span';
import { spanOf, type Finding } from '../lint/finding';
import { placeOf } from '../model/schema';
import type { Severity } from '../rules/define-rule';
import { Looks } from './looks';
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
  const looks = new Looks(session);
  const results = new Map<string, { readonly id: string; readonly mark: number }>();
  let ids = 0;
  const refresh = () => void connection.languages.diagnostics.refresh();
  connection.languages.diagnostics.on((params, token) => {
    const path = pathOf(params.textDocument.uri);
    const empty: DocumentDiagnosticReport = { kind: 'full', items: [] };
    if (path === undefined) return empty;
    const version = session.documents.get(path)?.version;
    return runRequest<DocumentDiagnosticReport>(session.engine.ports.log, 'diagnostics', token, empty, () => {
      refuseOld(session, path, version);
      const items = diagnosticsOf(session, looks.look(path, session.canRefresh ? refresh : undefined));
      const mark = markOf(items);
      const old = results.get(path);
      if (old?.mark === mark && params.previousResultId === old.id) return { kind: 'unchanged', resultId: old.id };
      const id = String(++ids);
      results.set(path, { id, mark });
      return { kind: 'full', resultId: id, items };
    });
  });
  return {
    documentChanged: () => undefined, // the client asks again by itself, for others that it shows too
    everythingChanged: () => {
      if (session.canRefresh) refresh();
    },
    documentClosed: (path) => results.delete(path),
  };
}

function pushChannel(session: Session): DiagnosticsChannel {
  const { connection } = session;
  const looks = new Looks(session);
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
        const findings = looks.look(path, () => schedule([path]));
        const diagnostics = diagnosticsOf(session, findings);
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

/** Texts by number; V8 keeps the hash of a text that it has seen. */
const numbers = new Map<string, number>();
const MAX_NUMBERS = 100_000;

function numberOf(text: string): number {
  let number = numbers.get(text);
  if (number === undefined) {
    if (numbers.size >= MAX_NUMBERS) numbers.clear();
    number = ++lastNumber;
    numbers.set(text, number);
  }
  return number;
}
let lastNumber = 0;

/** A number for what diagnostics say and where: printing them to compare them would cost as much as sending them. */
function markOf(items: readonly Diagnostic[]): number {
  let mark = items.length;
  const add = (value: number) => {
    mark = (Math.imul(mark, 0x01000193) ^ value) >>> 0;
  };
  for (const { range, message, severity, relatedInformation = [] } of items) {
    for (const { line, character } of [range.start, range.end]) {
      add(line);
      add(character);
    }
    add(severity ?? 0);
    add(numberOf(typeof message === 'string' ? message : message.value));
    for (const { location } of relatedInformation) {
      add(location.range.start.line);
      add(location.range.start.character);
    }
  }
  return mark;
}

/** The client asks again when it hears that what it asked about is old. */
function refuseOld(session: Session, path: string, version: number | undefined): void {
  if (session.documents.get(path)?.version === version) return;
  throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', { retriggerRequest: true });
}

function diagnosticsOf(session: Session, findings: readonly Finding[]): Diagnostic[] {
  const places = new Places(session);
  return presentable(findings, MAX_SHOWN).map((finding) => diagnosticOf(session, finding, places));
}

/** The address of a file, and what makes ranges of its spans. */
interface FilePlaces {
  readonly uri: string;
  readonly range: (span: Span) => Range;
}

/** Files as one answer sees them: the lines of a closed one are counted once. */
class Places {
  private readonly files = new Map<string, FilePlaces>();

  constructor(private readonly session: Session) {}

  in(path: string): FilePlaces {
    let places = this.files.get(path);
    if (!places) {
      places = { uri: uriOf(path), range: this.session.documents.converter(path) };
      this.files.set(path, places);
    }
    return places;
  }
}

export function diagnosticOf(session: Session, finding: Finding, places = new Places(session)): Diagnostic {
  const page = pageOf(session, finding.rule);
  return {
    range: places.in(finding.file).range(spanOf(finding.at)),
    severity: SEVERITIES[finding.severity],
    source: 'tablewright',
    code: finding.rule,
    ...(page && { codeDescription: { href: page } }),
    message: finding.message,
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ at, message }) => {
        const { uri, range } = places.in(at.source.file);
        return { message, location: { uri, range: range(placeOf(at)) } };
      }),
    }),
  };
}

/** The engine's own findings have no page. */
function pageOf(session: Session, rule: string): string | undefined {
  if (!session.engine.hasRule(rule)) return undefined;
  let page = session.pages.get(rule);
  if (page === undefined) {
    page = URI.file(`${session.docsFolder}/${rule}.md`).toString();
    session.pages.set(rule, page);
  }
  return page;
}
