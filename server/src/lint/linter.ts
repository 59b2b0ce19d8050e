import { once } from '../base/once';
import { basename } from '../base/paths';
import type { Log } from '../base/ports';
import { shift } from '../base/span';
import type { Name } from '../model/names';
import type { ModelDelta } from '../model/schema-model';
import type { SchemaView, Table } from '../model/schema';
import type {
  DocumentRule,
  MigrationRule,
  QueryRule,
  RefusalRule,
  Rule,
  TableRule,
  WrittenQuery,
} from '../rules/define-rule';
import { conventionsOf } from '../rules/lib/conventions';
import type { Query } from '../rules/lib/query';
import type { SpecFacts } from '../spec/facts';
import type { SpecProblem } from '../spec/problem';
import { columnMatches, entityMatches } from '../spec/resolve';
import type { Change, Statement } from '../sql/statements';
import { isUntitled, type SpecFile, type SqlFile, type WorkFile, type Workspace } from '../workspace/workspace';
import { NEWEST_POSTGRES } from '../workspace/config';
import type { FoldedText } from '../workspace/folded-text';
import type { Root } from '../workspace/root';
import { BASELINE_FILE } from '../workspace/surroundings';
import type { SqlParser } from '../sql/pg-parser';
import { Baseline } from './baseline';
import { DocumentQueries } from './document-queries';
import { engineFinding, isOrigin, spanOf, type Finding } from './finding';
import { dumpFindings } from './dump-findings';
import { gathered } from './gather';
import { historyFindings } from './history-findings';
import { textOf } from '../workspace/files';
import { MigrationFindings } from './migration-findings';
import { migrationFile } from './migration-place';
import { usersOf, type UserPlaces } from './name-users';
import { queryOf, type QueryPlace } from './query';
import { QueryFindings } from './query-findings';
import { RootFindings } from './root-findings';
import { LayeredView, runDocumentRules, runQueryRules, runRefusalRules, runTableRules, type RunInput } from './run';
import { RootConventions } from './root-conventions';
import type { RuleTimes, Shared } from './rule-times';
import { Settings, type RuleSettings } from './settings';
import { applySuppressions } from './suppressions';
import { undoOf, type UndoPlace } from './undo';

/** What was found of a file, and whether that is all. */
export interface Look {
  readonly findings: Finding[];
  readonly complete: boolean;
}

const NOTHING: Look = { findings: [], complete: true };

/** Findings of all files of a workspace, kept up to date with it: only rules that looked at what changed run again. */
export class Linter {
  private readonly tableRules: readonly TableRule[];
  private readonly documentRules: readonly DocumentRule[];
  private readonly refusalRules: readonly RefusalRule[];
  private readonly queryRules: readonly QueryRule[];
  private readonly migrationRules: readonly MigrationRule[];
  private readonly ids: ReadonlySet<string>;
  /** The rules of which many findings of a file are one decision. */
  private readonly decisions: ReadonlySet<string>;
  private readonly settings: Settings;
  private readonly roots = new Map<Root, RootFindings>();
  private readonly queries = new Map<Root, QueryFindings>();
  private readonly migrations = new Map<Root, MigrationFindings>();
  private readonly conventions = new RootConventions();
  private readonly documentQueries: DocumentQueries;
  private readonly documents = new WeakMap<
    SpecFile,
    { readonly root: Root | undefined; readonly version: number; readonly findings: Finding[] }
  >();
  private readonly baselines = new WeakMap<object, Baseline | undefined>();
  /** Notes the time of each rule, where somebody has asked for it. */
  times: RuleTimes | undefined;
  /** Rules run on an object so far: what a change costs is counted by it. */
  runs = 0;

  constructor(
    private readonly workspace: Workspace,
    rules: readonly Rule[],
    private readonly log: Log,
    private readonly parser: SqlParser,
    private readonly date: () => Date,
  ) {
    this.documentQueries = new DocumentQueries(parser);
    this.tableRules = rules.filter((rule): rule is TableRule => rule.needs === 'table' || rule.needs === 'schema');
    this.refusalRules = rules.filter((rule) => rule.needs === 'refusals');
    this.queryRules = rules.filter((rule) => rule.needs === 'query');
    this.migrationRules = rules.filter((rule) => rule.needs === 'migration');
    this.documentRules = rules.filter((rule) => rule.needs === 'document');
    this.ids = new Set(rules.map((rule) => rule.id));
    this.decisions = new Set(rules.filter((rule) => rule.oneDecision).map((rule) => rule.id));
    this.settings = new Settings(rules);
    workspace.onEvent((event) => {
      if (event.kind === 'root changed') this.rootChanged(event.root, event.delta);
      else if (event.kind === 'root removed') this.rootRemoved(event.root);
      else if (event.kind === 'regrouped') this.conventions.outdate();
      else if (event.kind === 'configuration changed') {
        for (const root of this.roots.values()) root.invalidateAll();
        for (const root of this.queries.values()) root.invalidateAll();
        for (const root of this.migrations.values()) root.invalidateAll();
      }
    });
  }

  /** The findings of a file as they are told, unsorted: without those that were accepted, and many that are alike as one. */
  findings(path: string): Finding[] {
    return this.look(path, () => false).findings;
  }

  /** Each finding that isn't accepted, also where many are told as one: all of them can be mended. */
  eachFinding(path: string): Finding[] {
    return this.lookAtNew(path, () => false).findings;
  }

  /** What is told of a file as far as it is there before `isOver`; the next look goes on where this one left off. */
  look(path: string, isOver: () => boolean): Look {
    const { findings, complete } = this.lookAtNew(path, isOver);
    return { findings: gathered(findings, (rule) => this.decisions.has(rule)), complete };
  }

  /** Whether the configuration of a file leaves a rule on. */
  isOn(rule: string, path: string): boolean {
    return this.settings.of(this.workspace.configFor(path), path).get(rule)?.severity !== 'off';
  }

  /** Checks what a look left over, and no longer than until `isOver`; returns whether all is there. */
  goOn(path: string, isOver: () => boolean): boolean {
    const root = this.workspace.rootOf(path);
    if (!root || this.workspace.file(path)?.type !== 'sql') return true;
    if (!this.rootFindings(root).goOn(path, isOver)) return false;
    const text = this.textWithQueries(path, root);
    return !text || this.queryFindings(root).goOn(text, isOver);
  }

  private lookAtNew(path: string, isOver: () => boolean): Look {
    const { findings: all, complete } = this.lookAtAll(path, isOver);
    const baseline = all.length > 0 ? this.baselineFor(path) : undefined;
    if (!baseline) return { findings: all, complete };
    const known = all.filter((finding) => this.isAcceptable(finding));
    const fresh = new Set(baseline.without(known, this.textOf(path)));
    return { findings: all.filter((finding) => !this.isAcceptable(finding) || fresh.has(finding)), complete };
  }

  /** The accepted findings that hold for a file; undefined where there are none, or their file is broken. */
  baselineFor(path: string): Baseline | undefined {
    const written = this.workspace.baselineFor(path);
    if (!written) return undefined;
    if (!this.baselines.has(written)) {
      const baseline = Baseline.read(written.folder, written.text);
      if (!baseline) this.log.warn(`${written.folder}/${BASELINE_FILE} can't be read, so no finding counts as accepted. Accept them anew.`); // prettier-ignore
      this.baselines.set(written, baseline);
    }
    return this.baselines.get(written);
  }

  /** Whether a finding is a rule's: the engine's own can't be accepted. */
  private isAcceptable({ rule }: Finding): boolean {
    return this.ids.has(rule);
  }

  /** The whole text of a file. */
  textOf(path: string): string {
    return textOf(this.workspace.file(path)) ?? '';
  }

  /** All findings of a file that can be accepted, also those that were. */
  acceptable(path: string): Finding[] {
    return this.lookAtAll(path, () => false).findings.filter((finding) => this.isAcceptable(finding));
  }

  /** The findings of a file that were accepted. */
  accepted(path: string): Finding[] {
    const baseline = this.baselineFor(path);
    if (!baseline) return [];
    const all = this.acceptable(path);
    const fresh = new Set(baseline.without(all, this.textOf(path)));
    return all.filter((finding) => !fresh.has(finding));
  }

  private lookAtAll(path: string, isOver: () => boolean): Look {
    const file = this.workspace.file(path);
    if (file?.type === 'sql' && !file.foreign) return this.ofSql(file, isOver);
    return { findings: this.ofOther(path, file), complete: true };
  }

  private ofOther(path: string, file: WorkFile | undefined): Finding[] {
    if (!file) return this.ofConfiguration(path);
    if (file.type === 'spec') return this.ofSpec(file);
    const { message, span } = file.foreign!;
    return [engineFinding('not-postgresql', 'info', message, path, span)];
  }

  private ofSql(file: SqlFile, isOver: () => boolean): Look {
    const { path, sql } = file;
    const root = this.workspace.rootOf(path);
    const findings: Finding[] = [];
    const { problems, withDirectives } = sql;
    for (const [statement, problem] of problems) findings.push(syntaxFinding(path, statement, problem));
    const comments = [...withDirectives].flatMap(({ directives, start }) =>
      directives.map((directive) => shift(directive, start)),
    );
    const tables = root ? this.rootFindings(root).of(path, isOver) : NOTHING;
    const text = this.textWithQueries(path, root);
    const queries = root && text ? this.queryFindings(root).of(text, isOver) : NOTHING;
    const migration = root ? this.ofMigration(root, path, isOver) : NOTHING;
    const complete = tables.complete && queries.complete && migration.complete;
    // What is broken has its last good reading in the model; only its syntax error is told.
    const isTold = ({ at }: Finding) => !isOrigin(at) || !problems.has(at.source.statement as Statement);
    for (const found of [tables.findings, queries.findings, migration.findings])
      for (const finding of found) if (problems.size === 0 || isTold(finding)) findings.push(finding);
    if (root) findings.push(...dumpFindings(root, path, this.workspace.roots));
    // What a tool passes over is in another root.
    for (const each of this.workspace.roots) findings.push(...historyFindings(each, path, sql, this.date()));
    const kept =
      comments.length === 0
        ? findings
        : applySuppressions(findings, sql.toString(), comments, path, (id) => this.ids.has(id));
    // Which comments silence nothing shows when all is there.
    return { findings: complete ? kept : kept.filter(({ rule }) => rule !== 'suppression'), complete };
  }

  /** A file's text, where a rule for queries is switched on. */
  private textWithQueries(path: string, root: Root | undefined): FoldedText | undefined {
    const isOff = onlyOff(this.queryRules, this.settings.of(this.workspace.configFor(path), path));
    return isOff ? undefined : root?.text(path);
  }

  /** What a migration does to those who use the tables; of one that has run where others use it only when that is asked for. */
  private ofMigration(root: Root, path: string, isOver: () => boolean): Look {
    const text = root.text(path);
    const info = root.migration(path);
    const config = this.workspace.configFor(path);
    if (!text || !info || info.kind === 'none' || (root.applied(path) && !config.checkApplied)) return NOTHING;
    if (onlyOff(this.migrationRules, this.settings.of(config, path))) return NOTHING;
    return this.shared('the schema before each statement', () => this.migrationFindings(root).of(text, info, isOver));
  }

  private migrationFindings(root: Root): MigrationFindings {
    let findings = this.migrations.get(root);
    if (!findings) {
      findings = new MigrationFindings(this.migrationRules, {
        model: root.model,
        postgres: root.postgres,
        file: (path, info, text) => {
          const waits = isOld(root, path) || this.workspace.isUnsaved(path);
          const undo = waits ? undefined : undoOf(path, info, text, this.undoPlace(root));
          return { ...migrationFile(path, info, text, root, this.date()), ...(undo && { undo }) };
        },
        isUnreleased: (path) => root.kind === 'history' && root.appliedUnknown === undefined && !root.applied(path),
        input: () => this.input(root.model, root),
        users: () => {
          const places = once(() => this.userPlaces(root));
          return (then, wanted) => usersOf(then, wanted, places());
        },
      });
      this.migrations.set(root, findings);
    }
    return findings;
  }

  private userPlaces(root: Root): UserPlaces {
    const { workspace, parser } = this;
    const texts = root.files.flatMap((path) => {
      const text = root.text(path);
      return text ? [{ text, isMigration: root.spec.history?.migrations.has(path) === true }] : [];
    });
    const documents = [...workspace.paths()].flatMap((path) => {
      const file = workspace.file(path);
      return file?.type === 'spec' && workspace.rootOf(path) === root ? [file] : [];
    });
    return { texts, documents, now: root.model, parser };
  }

  private undoPlace(root: Root): UndoPlace {
    return {
      model: root.model,
      version: root.postgres.version,
      files: root.files,
      migrations: root.spec.history?.migrations ?? new Map(),
      sql: (path) => {
        const file = this.workspace.file(path);
        return file?.type === 'sql' ? file.sql : undefined;
      },
      text: (path, start, end) => root.text(path)?.sql.slice(start, end) ?? '',
      timed: (run) => this.shared('the schema after Up and Down', run),
    };
  }

  private shared<T>(what: Shared, run: () => T): T {
    return this.times ? this.times.shared(what, run) : run();
  }

  private ofSpec(file: SpecFile): Finding[] {
    const { path, behind } = file;
    if (behind) return this.moved(this.documents.get(behind.read)?.findings ?? [], behind.edited);
    const root = this.workspace.rootOf(path);
    const version = this.versionOf(root);
    const cached = this.documents.get(file);
    if (cached && cached.root === root && cached.version === version) return cached.findings;
    const schema = root?.model ?? file.model;
    const input = this.input(schema, root);
    const blocks = { ...input, schema: root ? new LayeredView([file.model, root.model]) : file.model };
    const { authority } = this.workspace.configFor(path);
    const editable = root !== undefined && root.kind !== 'dump';
    const findings = runDocumentRules(this.documentRules, file.facts, path, {
      ...blocks,
      schema: root ? new LayeredView([root.model, file.model]) : file.model,
      described: schema,
      own: file.model,
      authority,
      editable,
      migrations: root?.spec.history && root.files.filter((file) => root.spec.history!.migrations.has(file)),
      hasFile: (name) => this.hasSql(name),
      query: (sql, start) => this.query(file, sql, start),
    });
    for (const table of file.model.tables()) {
      // What the schema has is looked at there, with its indexes and comments.
      if (!root?.model.resolve({ name: table.name }, [table.schema, 'public'])) findings.push(...runTableRules(this.tableRules, table, blocks)); // prettier-ignore
    }
    this.runs += this.documentRules.length;
    findings.push(...this.ofBlocks(file, blocks), ...this.ofContract(file, input));
    for (const block of file.blocks) {
      for (const statement of block.statements) {
        const { problem } = block.result(statement);
        if (problem) findings.push(syntaxFinding(path, statement, problem));
      }
    }
    const problems = [...file.facts.problems, ...file.facts.diagrams.flatMap((diagram) => diagram.problems)];
    findings.push(...problems.map((problem) => documentFinding(problem, path)));
    const comments = [
      ...file.facts.directives,
      ...file.blocks.flatMap((block) => block.statements.flatMap((s) => s.directives.map((d) => shift(d, s.start)))),
    ];
    const kept = applySuppressions(findings, file.text, comments, path, (id) => this.ids.has(id));
    this.documents.set(file, { root, version, findings: kept });
    return kept;
  }

  /** Findings outside of what was edited since, at their places of now: there is nothing to mend before they are found anew. */
  private moved(findings: readonly Finding[], { start, oldEnd, newEnd }: Change): Finding[] {
    return findings.flatMap((finding): Finding[] => {
      const at = spanOf(finding.at);
      if (at.end > start && at.start < oldEnd) return [];
      return [{ ...finding, at: at.end <= start ? at : shift(at, newEnd - oldEnd), fixes: [], related: [] }];
    });
  }

  private versionOf(root: Root | undefined): number {
    return root ? this.rootFindings(root).version : 0;
  }

  private hasSql(name: string): boolean {
    for (const path of this.workspace.paths()) if (basename(path) === name) return true;
    return false;
  }

  /** The queries in a document; only a few, since its text is read anew with each edit. */
  private ofBlocks(file: SpecFile, input: RunInput): Finding[] {
    let left = MAX_QUERIES_OF_DOCUMENT;
    const told = new Set<string>();
    return file.folded.flatMap(({ sql }, i) =>
      sql.statements.flatMap((statement): Finding[] => {
        if (statement.empty || left-- <= 0 || sql.result(statement).problem) return [];
        const text = file.folded[i]!;
        const source = text.source(statement) ?? { file: file.path, statement, path: text.pathAt(statement) };
        const { schema, isKnown } = input;
        const relationBefore = (name: Name) => schema.resolve(name, source.path);
        const place = { source, schema, migration: false, relationBefore, isKnown };
        const query = queryOf(sql.sql(statement), place, this.documentQueries.remembering);
        return query
          ? runQueryRules(this.queryRules, withSureProblems(query, file.facts, told), input).map(asWarning)
          : [];
      }),
    );
  }

  /** Reads a query of a document against the schema that it describes; see `DocumentContext.query`. */
  query(file: SpecFile, sql: string, start: number): WrittenQuery {
    const root = this.workspace.rootOf(file.path);
    const { schema, isKnown } = this.input(root?.model ?? file.model, root);
    return this.documentQueries.read(sql, start, file, { schema, isKnown, version: this.versionOf(root) });
  }

  /** The queries of a contract by the rules for all queries. */
  private ofContract(file: SpecFile, input: RunInput): Finding[] {
    return (file.facts.contract?.queries ?? []).flatMap(({ sql }) => {
      const read = sql && this.query(file, file.text.slice(sql.start, sql.end), sql.start);
      return read?.ok && read.query ? runQueryRules(this.queryRules, withoutProblems(read.query), input) : [];
    });
  }

  private ofConfiguration(path: string): Finding[] {
    const config = this.workspace.configPaths().find((candidate) => candidate.path === path);
    return (config?.problems ?? []).map(({ message, span }) =>
      engineFinding('configuration', 'error', message, path, span),
    );
  }

  private rootChanged(root: Root, delta: ModelDelta): void {
    this.rootFindings(root).changed(delta);
    this.queries.get(root)?.changed(delta);
    this.migrations.get(root)?.changed(delta);
  }

  private rootRemoved(root: Root): void {
    this.roots.delete(root);
    this.queries.delete(root);
    this.migrations.delete(root);
  }

  private rootFindings(root: Root): RootFindings {
    let findings = this.roots.get(root);
    if (!findings) {
      const alone = root.files.every(isUntitled);
      const rules = alone ? this.tableRules.filter((rule) => rule.needs === 'table') : this.tableRules;
      const checkTable = (table: Table, schema: SchemaView) => {
        this.runs += rules.length;
        return runTableRules(rules, table, this.input(schema, root));
      };
      // The files of a schema that is no history may be run in any order, or not all of them.
      const inOrder = root.kind === 'history' || root.files.length === 1;
      const checkRefusals = () =>
        inOrder ? runRefusalRules(this.refusalRules, root.model.refusals(), this.input(root.model, root)) : [];
      findings = new RootFindings(root.model, checkTable, checkRefusals);
      this.roots.set(root, findings);
    }
    if (this.conventions.update(root)) findings.invalidateAll();
    return findings;
  }

  private queryFindings(root: Root): QueryFindings {
    let findings = this.queries.get(root);
    if (!findings) {
      const { model } = root;
      const isElsewhere = (name: string) =>
        this.workspace.roots.some((other) => other !== root && other.model.isAbout(name));
      findings = new QueryFindings(model, (statement, source, { sql }, schema) => {
        const file = this.workspace.file(source.file);
        const makesTables = file?.type === 'sql' && file.summary.creates.size > 0;
        const input = this.input(schema, root);
        const place: QueryPlace = {
          source,
          schema,
          migration: root.kind === 'history',
          relationBefore: (name) => model.relationBefore(name, source),
          isKnown: input.isKnown,
          // A file of queries alone may be about another schema that has tables of the same names.
          isSure: (name) => root.kind === 'history' || makesTables || !isElsewhere(name),
          isOld: isOld(root, source.file),
        };
        const read = () => queryOf(sql.sql(statement), place, sql.parser);
        const query = this.shared('reading queries', read);
        if (!query) return [];
        this.runs += this.queryRules.length;
        return runQueryRules(this.queryRules, query, input);
      });
      this.queries.set(root, findings);
    }
    return findings;
  }

  private input(schema: RunInput['schema'], root: Root | undefined): RunInput {
    return {
      schema,
      isKnown: (name) => this.workspace.roots.some((other) => other.model.isAbout(name)),
      postgresVersion: root?.postgres.version ?? NEWEST_POSTGRES,
      conventions: root ? this.conventions.of(root) : conventionsOf(schema),
      text: (path, start, end) => {
        const file = this.workspace.file(path);
        return file?.type === 'sql' ? file.sql.slice(start, end) : (file?.text.slice(start, end) ?? '');
      },
      settings: (path) => this.settings.of(this.workspace.configFor(path), path),
      times: this.times,
      onCrash: (rule, error) => this.log.error(`The rule ${rule} failed; its finding is left out.`, error),
    };
  }
}

const MAX_QUERIES_OF_DOCUMENT = 50;
/** Where nobody knows what has run, so many migrations count as new. */
const NEW_MIGRATIONS = 3;

function isOld(root: Root, file: string): boolean {
  if (root.kind !== 'history') return false;
  // What the tool passes over was run by hand, nobody knows when.
  if (root.problems.some((problem) => problem.file === file && problem.code === 'misfit')) return true;
  if (root.appliedUnknown === undefined) return root.applied(file);
  return root.files.indexOf(file) < root.files.length - NEW_MIGRATIONS;
}

/**
 * A document may be ahead of its schema with a table; a column that a table lacks is a slip, or drift. Each is told once, where the
 * document doesn't describe the column itself.
 */
function withSureProblems(query: Query, { entities }: SpecFacts, told: Set<string>): Query {
  const problems = query.reading.problems.filter(({ kind, name, table }) => {
    if (kind !== 'unknown column' || table === undefined) return false;
    const own = name.slice(name.lastIndexOf('.') + 1);
    const key = `${table}.${own}`;
    const isTold = told.has(key) || entities.some((entity) => entityMatches(entity.name, table) && entity.columns.some((column) => columnMatches(column.name, own))); // prettier-ignore
    told.add(key);
    return !isTold;
  });
  return { ...query, reading: { ...query.reading, problems } };
}

/** What stands in a document isn't run. */
function asWarning(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding;
}

/** Names that the schema lacks are for the rules that compare documents with it. */
function withoutProblems(query: Query): Query {
  return { ...query, reading: { ...query.reading, problems: [] } };
}

function onlyOff(rules: readonly Rule[], settings: ReadonlyMap<string, RuleSettings>): boolean {
  return rules.every(({ id }) => settings.get(id)?.severity === 'off');
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

function documentFinding({ message, span, severity = 'error', fixes = [] }: SpecProblem, file: string): Finding {
  return {
    ...engineFinding('syntax', severity, message, file, span),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      kind: 'suggestion',
      edits: edits.map(({ span: at, newText }) => ({ at, newText })),
    })),
  };
}
