import { basename } from '../base/paths';
import { shift } from '../base/span';
import type { Name } from '../model/names';
import type { SchemaView } from '../model/schema';
import type { DocumentRule, QueryRule, TableRule, WrittenQuery } from '../rules/define-rule';
import type { Query } from '../rules/lib/query';
import type { SpecFacts } from '../spec/facts';
import { columnMatches, entityMatches } from '../spec/resolve';
import type { SqlParser } from '../sql/pg-parser';
import type { Change } from '../sql/statements';
import type { Root } from '../workspace/root';
import type { SpecFile } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { DocumentQueries } from './document-queries';
import { spanOf, type Finding } from './finding';
import { queryOf } from './query';
import { LayeredView, runDocumentRules, runQueryRules, runTableRules, type RunInput } from './run';
import { applySuppressions } from './suppressions';
import { documentFinding, syntaxFinding } from './syntax-findings';

interface Rules {
  readonly documents: readonly DocumentRule[];
  /** For the tables that a document's own SQL makes, and for its queries. */
  readonly tables: readonly TableRule[];
  readonly queries: readonly QueryRule[];
}

/** What the findings of documents need of the workspace. */
interface Around {
  readonly workspace: Workspace;
  readonly parser: SqlParser;
  input(schema: SchemaView, root: Root | undefined): RunInput;
  /** Changes with the content of a root's schema. */
  versionOf(root: Root | undefined): number;
  isRule(id: string): boolean;
  /** Takes note of how many rules ran. */
  ran(count: number): void;
}

const MAX_QUERIES_OF_DOCUMENT = 50;

/** The findings of the documents of a workspace. */
export class DocumentFindings {
  private readonly queries: DocumentQueries;
  private readonly known = new WeakMap<
    SpecFile,
    { readonly root: Root | undefined; readonly version: number; readonly findings: Finding[] }
  >();

  constructor(
    private readonly rules: Rules,
    private readonly around: Around,
  ) {
    this.queries = new DocumentQueries(around.parser);
  }

  /** All findings of a document, also those that were accepted; the same as before while neither it nor its schema changes. */
  of(file: SpecFile): Finding[] {
    const { path, behind } = file;
    if (behind) return this.moved(this.known.get(behind.read)?.findings ?? [], behind.edited);
    const root = this.around.workspace.rootOf(path);
    const version = this.around.versionOf(root);
    const cached = this.known.get(file);
    if (cached && cached.root === root && cached.version === version) return cached.findings;
    const schema = root?.model ?? file.model;
    const input = this.around.input(schema, root);
    const blocks = { ...input, schema: root ? new LayeredView([file.model, root.model]) : file.model };
    const { authority } = this.around.workspace.configFor(path);
    const editable = root !== undefined && root.kind !== 'dump';
    const findings = runDocumentRules(this.rules.documents, file.facts, path, {
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
      if (!root?.model.resolve({ name: table.name }, [table.schema, 'public'])) findings.push(...runTableRules(this.rules.tables, table, blocks)); // prettier-ignore
    }
    this.around.ran(this.rules.documents.length);
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
    const kept = applySuppressions(findings, file.text, comments, path, this.around.isRule);
    this.known.set(file, { root, version, findings: kept });
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

  private hasSql(name: string): boolean {
    for (const path of this.around.workspace.paths()) if (basename(path) === name) return true;
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
        const query = queryOf(sql.sql(statement), place, this.queries.remembering);
        return query
          ? runQueryRules(this.rules.queries, withSureProblems(query, file.facts, told), input).map(asWarning)
          : [];
      }),
    );
  }

  /** Reads a query of a document against the schema that it describes; see `DocumentContext.query`. */
  query(file: SpecFile, sql: string, start: number): WrittenQuery {
    const root = this.around.workspace.rootOf(file.path);
    const { schema, isKnown } = this.around.input(root?.model ?? file.model, root);
    return this.queries.read(sql, start, file, { schema, isKnown, version: this.around.versionOf(root) });
  }

  /** The queries of a contract by the rules for all queries. */
  private ofContract(file: SpecFile, input: RunInput): Finding[] {
    return (file.facts.contract?.queries ?? []).flatMap(({ sql }) => {
      const read = sql && this.query(file, file.text.slice(sql.start, sql.end), sql.start);
      return read?.ok && read.query ? runQueryRules(this.rules.queries, withoutProblems(read.query), input) : [];
    });
  }
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
