import type { Log } from '../base/ports';
import { shift, type Span } from '../base/span';
import type { ModelDelta } from '../model/schema-model';
import type { DocumentRule, Rule, TableRule } from '../rules/define-rule';
import type { Statement } from '../sql/statements';
import { isUntitled, type SpecFile, type SqlFile, type Workspace } from '../workspace/workspace';
import { NEWEST_POSTGRES } from '../workspace/config';
import type { Root } from '../workspace/root';
import { isOrigin, type Finding } from './finding';
import { RootFindings } from './root-findings';
import { LayeredView, runDocumentRules, runTableRules, type RunInput } from './run';
import { Settings } from './settings';
import { applySuppressions } from './suppressions';

/** Findings of all files of a workspace, kept up to date with it: only rules that looked at what changed run again. */
export class Linter {
  private readonly tableRules: readonly TableRule[];
  private readonly documentRules: readonly DocumentRule[];
  private readonly ids: ReadonlySet<string>;
  private readonly settings: Settings;
  private readonly roots = new Map<Root, RootFindings>();
  private readonly documents = new WeakMap<
    SpecFile,
    { readonly root: Root | undefined; readonly version: number; readonly findings: Finding[] }
  >();
  /** Rules run on an object so far: what a change costs is counted by it. */
  runs = 0;

  constructor(
    private readonly workspace: Workspace,
    rules: readonly Rule[],
    private readonly log: Log,
  ) {
    this.tableRules = rules.filter((rule) => rule.needs !== 'document');
    this.documentRules = rules.filter((rule) => rule.needs === 'document');
    this.ids = new Set(rules.map((rule) => rule.id));
    this.settings = new Settings(rules);
    workspace.onEvent((event) => {
      if (event.kind === 'root changed') this.rootChanged(event.root, event.delta);
      else if (event.kind === 'root removed') this.roots.delete(event.root);
      else if (event.kind === 'configuration changed') for (const root of this.roots.values()) root.invalidateAll();
    });
  }

  /** All findings of a file, unsorted, none left out. */
  findings(path: string): Finding[] {
    const file = this.workspace.file(path);
    if (!file) return this.ofConfiguration(path);
    if (file.type === 'spec') return this.ofSpec(file);
    if (file.foreign) return [engineFinding('not-postgresql', 'info', file.foreign.message, path, file.foreign.span)];
    return this.ofSql(file);
  }

  private ofSql(file: SqlFile): Finding[] {
    const { path, sql } = file;
    const root = this.workspace.rootOf(path);
    const findings: Finding[] = [];
    const comments: Span[] = [];
    const broken = new Set<object>();
    for (const statement of sql.statements) {
      for (const directive of statement.directives) comments.push(shift(directive, statement.start));
      const { problem } = sql.result(statement);
      if (!problem) continue;
      broken.add(statement);
      findings.push(syntaxFinding(path, statement, problem));
    }
    const found = root ? this.rootFindings(root).of(path) : [];
    for (const finding of found) {
      if (!isOrigin(finding.at) || !broken.has(finding.at.source.statement)) findings.push(finding);
    }
    return applySuppressions(findings, sql.slice(0, Infinity), comments, path, (id) => this.ids.has(id));
  }

  private ofSpec(file: SpecFile): Finding[] {
    const { path } = file;
    const root = this.workspace.rootOf(path);
    const version = root ? this.rootFindings(root).version : 0;
    const cached = this.documents.get(file);
    if (cached && cached.root === root && cached.version === version) return cached.findings;
    const schema = root?.model ?? file.model;
    const input = this.input(schema, root);
    const findings = runDocumentRules(this.documentRules, file.facts, path, input);
    const blocks = { ...input, schema: root ? new LayeredView([file.model, root.model]) : file.model };
    for (const table of file.model.tables()) findings.push(...runTableRules(this.tableRules, table, blocks));
    this.runs += this.documentRules.length;
    for (const block of file.blocks) {
      for (const statement of block.statements) {
        const { problem } = block.result(statement);
        if (problem) findings.push(syntaxFinding(path, statement, problem));
      }
    }
    for (const { message, span } of file.facts.problems)
      findings.push(engineFinding('syntax', 'error', message, path, span));
    const comments = [
      ...file.facts.directives,
      ...file.blocks.flatMap((block) => block.statements.flatMap((s) => s.directives.map((d) => shift(d, s.start)))),
    ];
    const kept = applySuppressions(findings, file.text, comments, path, (id) => this.ids.has(id));
    this.documents.set(file, { root, version, findings: kept });
    return kept;
  }

  private ofConfiguration(path: string): Finding[] {
    const config = this.workspace.configPaths().find((candidate) => candidate.path === path);
    return (config?.problems ?? []).map(({ message, span }) =>
      engineFinding('configuration', 'error', message, path, span),
    );
  }

  private rootChanged(root: Root, delta: ModelDelta): void {
    this.rootFindings(root).changed(delta);
  }

  private rootFindings(root: Root): RootFindings {
    let findings = this.roots.get(root);
    if (!findings) {
      const alone = root.files.every(isUntitled);
      const rules = alone ? this.tableRules.filter((rule) => rule.needs === 'table') : this.tableRules;
      findings = new RootFindings(root.model, (table, schema) => {
        this.runs += rules.length;
        return runTableRules(rules, table, this.input(schema, root));
      });
      this.roots.set(root, findings);
    }
    return findings;
  }

  private input(schema: RunInput['schema'], root: Root | undefined): RunInput {
    return {
      schema,
      isKnown: (name) => this.workspace.roots.some((other) => other.model.isAbout(name)),
      postgresVersion: root?.postgres.version ?? NEWEST_POSTGRES,
      text: (path, start, end) => {
        const file = this.workspace.file(path);
        return file?.type === 'sql' ? file.sql.slice(start, end) : (file?.text.slice(start, end) ?? '');
      },
      settings: (path) => this.settings.of(this.workspace.configFor(path), path),
      onCrash: (rule, error) => this.log.error(`The rule ${rule} failed; its finding is left out.`, error),
    };
  }
}

function syntaxFinding(
  file: string,
  statement: Statement,
  problem: NonNullable<ReturnType<SqlFile['sql']['result']>['problem']>,
): Finding {
  const { expectation } = problem;
  const fixes = expectation
    ? [
        {
          title: `${expectation.kind === 'missing' ? 'Insert' : 'Remove'} \`${expectation.token}\``,
          kind: 'suggestion' as const,
          edits: [{ at: shift(expectation.edit.span, statement.start), newText: expectation.edit.newText }],
        },
      ]
    : [];
  return {
    rule: problem.unread ? 'unchecked' : 'syntax',
    severity: problem.unread ? 'info' : 'error',
    message: problem.message,
    file,
    at: shift(problem.span, statement.start),
    fixes,
    related: [],
  };
}

function engineFinding(rule: string, severity: Finding['severity'], message: string, file: string, at: Span): Finding {
  return { rule, severity, message, file, at, fixes: [], related: [] };
}
