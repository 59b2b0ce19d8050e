import { once } from '../base/once';
import type { Log } from '../base/ports';
import { shift } from '../base/span';
import type { ModelDelta } from '../model/schema-model';
import type { SchemaView, Table } from '../model/schema';
import type { MigrationRule, QueryRule, RefusalRule, Rule, TableRule, WrittenQuery } from '../rules/define-rule';
import { conventionsOf } from '../rules/lib/conventions';
import type { Statement } from '../sql/statements';
import { isUntitled, type SpecFile, type SqlFile, type WorkFile } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { NEWEST_POSTGRES } from '../workspace/config';
import type { FoldedText } from '../workspace/folded-text';
import type { Root } from '../workspace/root';
import { BASELINE_FILE } from '../workspace/surroundings';
import type { SqlParser } from '../sql/pg-parser';
import { Baseline } from './baseline';
import { DocumentFindings } from './document-findings';
import { engineFinding, isOrigin, type Finding } from './finding';
import { dumpedHistory, dumpFindings } from './dump-findings';
import { allOf, gathered, type Found } from './gather';
import { historyFindings } from './history-findings';
import { textOf } from '../workspace/files';
import { MigrationFindings } from './migration-findings';
import { migrationFile } from './migration-place';
import { usersOf, type UserPlaces } from './name-users';
import { queryOf, type QueryPlace } from './query';
import { QueryFindings } from './query-findings';
import { RootFindings } from './root-findings';
import { runQueryRules, runRefusalRules, runTableRules, type RunInput } from './run';
import { RootConventions } from './root-conventions';
import type { RuleTimes, Shared } from './rule-times';
import { Settings, type RuleSettings } from './settings';
import { applySuppressions } from './suppressions';
import { syntaxFinding } from './syntax-findings';
import { undoOf, type UndoPlace } from './undo';

/** What was found of a file, and whether that is all. */
export interface Look {
  readonly findings: Finding[];
  readonly complete: boolean;
}

interface FoundSoFar extends Found {
  readonly complete: boolean;
}

const NOTHING: Look = { findings: [], complete: true };
const NO_QUERIES = { alike: [], complete: true };

/** Findings of all files of a workspace, kept up to date with it: only rules that looked at what changed run again. */
export class Linter {
  private readonly tableRules: readonly TableRule[];
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
  private readonly documents: DocumentFindings;
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
    this.tableRules = rules.filter((rule): rule is TableRule => rule.needs === 'table' || rule.needs === 'schema');
    this.refusalRules = rules.filter((rule) => rule.needs === 'refusals');
    this.queryRules = rules.filter((rule) => rule.needs === 'query');
    this.migrationRules = rules.filter((rule) => rule.needs === 'migration');
    this.ids = new Set(rules.map((rule) => rule.id));
    this.decisions = new Set(rules.filter((rule) => rule.oneDecision).map((rule) => rule.id));
    this.settings = new Settings(rules);
    this.documents = new DocumentFindings(
      {
        documents: rules.filter((rule) => rule.needs === 'document'),
        tables: this.tableRules,
        queries: this.queryRules,
      },
      {
        workspace,
        parser,
        input: (schema, root) => this.input(schema, root),
        versionOf: (root) => (root ? this.rootFindings(root).version : 0),
        isRule: (id) => this.ids.has(id),
        ran: (count) => (this.runs += count),
      },
    );
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
    return allOf(this.lookAtNew(path, () => false));
  }

  /** What is told of a file as far as it is there before `isOver`; the next look goes on where this one left off. */
  look(path: string, isOver: () => boolean): Look {
    const found = this.lookAtNew(path, isOver);
    return { findings: gathered(found, (rule) => this.decisions.has(rule)), complete: found.complete };
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

  private lookAtNew(path: string, isOver: () => boolean): FoundSoFar {
    const found = this.lookAtAll(path, isOver);
    const baseline = this.baselineFor(path);
    if (!baseline) return found;
    const all = allOf(found);
    const known = all.filter((finding) => this.isAcceptable(finding));
    const fresh = new Set(baseline.without(known, this.textOf(path)));
    const findings = all.filter((finding) => !this.isAcceptable(finding) || fresh.has(finding));
    return { findings, alike: [], complete: found.complete };
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
    return allOf(this.lookAtAll(path, () => false)).filter((finding) => this.isAcceptable(finding));
  }

  /** The findings of a file that were accepted. */
  accepted(path: string): Finding[] {
    const baseline = this.baselineFor(path);
    if (!baseline) return [];
    const all = this.acceptable(path);
    const fresh = new Set(baseline.without(all, this.textOf(path)));
    return all.filter((finding) => !fresh.has(finding));
  }

  private lookAtAll(path: string, isOver: () => boolean): FoundSoFar {
    const file = this.workspace.file(path);
    if (file?.type === 'sql' && !file.foreign) return this.ofSql(file, isOver);
    return { findings: this.ofOther(path, file), alike: [], complete: true };
  }

  private ofOther(path: string, file: WorkFile | undefined): Finding[] {
    if (!file) return this.ofConfiguration(path);
    if (file.type === 'spec') return this.documents.of(file);
    const { message, span } = file.foreign!;
    return [engineFinding('not-postgresql', 'info', message, path, span)];
  }

  private ofSql(file: SqlFile, isOver: () => boolean): FoundSoFar {
    const { path, sql } = file;
    const root = this.workspace.rootOf(path);
    const findings: Finding[] = [];
    const { problems, withDirectives } = sql;
    for (const [statement, problem] of problems) findings.push(syntaxFinding(path, statement, problem));
    const comments = [...withDirectives].flatMap(({ directives, start }) =>
      directives.map((directive) => shift(directive, start)),
    );
    // What a dump shows is told of the migrations that make it.
    const history = root && dumpedHistory(root, this.workspace.roots);
    const tables = root ? this.rootFindings(root).of(path, isOver) : NOTHING;
    const text = this.textWithQueries(path, root);
    const queries = root && text && !history ? this.queryFindings(root).of(text, isOver) : NO_QUERIES;
    const migration = root ? this.ofMigration(root, path, isOver) : NOTHING;
    const complete = tables.complete && queries.complete && migration.complete;
    // What is broken has its last good reading in the model; only its syntax error is told.
    const isTold = ({ at }: Finding) => !isOrigin(at) || !problems.has(at.source.statement as Statement);
    const isMade = ({ object }: Finding) => object !== undefined && history?.model.table(object) !== undefined;
    for (const found of [tables.findings, migration.findings])
      for (const finding of found)
        if ((problems.size === 0 || isTold(finding)) && !(history && isMade(finding))) findings.push(finding);
    if (root) findings.push(...dumpFindings(root, path, history));
    // What a tool passes over is in another root.
    for (const each of this.workspace.roots) findings.push(...historyFindings(each, path, sql, this.date()));
    // What is broken is no query.
    const found = { findings, alike: queries.alike, complete };
    if (comments.length === 0) return found;
    const kept = applySuppressions(allOf(found), sql.toString(), comments, path, (id) => this.ids.has(id));
    // Which comments silence nothing shows when all is there.
    return { findings: complete ? kept : kept.filter(({ rule }) => rule !== 'suppression'), alike: [], complete };
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

  /** Reads a query of a document against the schema that it describes; see `DocumentContext.query`. */
  query(file: SpecFile, sql: string, start: number): WrittenQuery {
    return this.documents.query(file, sql, start);
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

/** Where nobody knows what has run, so many migrations count as new. */
const NEW_MIGRATIONS = 3;

function isOld(root: Root, file: string): boolean {
  if (root.kind !== 'history') return false;
  // What the tool passes over was run by hand, nobody knows when.
  if (root.problems.some((problem) => problem.file === file && problem.code === 'misfit')) return true;
  if (root.appliedUnknown === undefined) return root.applied(file);
  return root.files.indexOf(file) < root.files.length - NEW_MIGRATIONS;
}

function onlyOff(rules: readonly Rule[], settings: ReadonlyMap<string, RuleSettings>): boolean {
  return rules.every(({ id }) => settings.get(id)?.severity === 'off');
}
