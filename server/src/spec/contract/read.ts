import { isMap, type Node } from 'yaml';
import { defined } from '../../base/defined';
import { span, type Span } from '../../base/span';
import type { SpecColumn, SpecEntity, SpecFacts, SpecReference, SpecRelation, Written } from '../facts';
import { isPlaceholder } from '../text';
import { noTraits, readTraits, referenceTo } from '../traits';
import type {
  ContractColumn,
  ContractConstraint,
  ContractIndex,
  ContractList,
  ContractMigration,
  ContractQuery,
  ContractRelationship,
  ContractTable,
} from './facts';
import { slipsOf } from './slips';
import { truth, Yaml, type Entry } from './yaml';

const MOST_PROBLEMS = 100;
const DIRECTIVE = /(?<!\S)#[ \t]*tablewright-[^\r\n]*/g;

/** Reads a contract: a YAML document with a map of tables. Takes any text; what can't be read becomes problems. */
export function readContract(text: string): SpecFacts {
  const yaml = new Yaml(text);
  const reader = new ContractReader(yaml);
  const directives = [...text.matchAll(DIRECTIVE)].map(({ index, 0: comment }) => span(index, index + comment.length));
  const { entities, tables, queries, migrations, relations } = reader;
  return {
    kind: 'contract',
    entities,
    relations,
    diagrams: [],
    sqlBlocks: [],
    contract: { tables, queries, migrations, slips: slipsOf(yaml).slice(0, MOST_PROBLEMS) },
    problems: yaml.problems.slice(0, MOST_PROBLEMS),
    directives,
  };
}

/** The values of a map by their keys. */
type Values = (key: string) => Node | undefined;

class ContractReader {
  readonly entities: SpecEntity[] = [];
  readonly tables: readonly ContractTable[];
  readonly queries: readonly ContractQuery[];
  readonly migrations: readonly ContractMigration[];
  readonly relations: SpecRelation[] = [];

  constructor(private readonly yaml: Yaml) {
    const top = this.values(yaml.root);
    this.tables = yaml.entries(top('tables')).map((entry) => this.table(entry));
    this.queries = yaml.entries(top('queries')).map((entry) => this.query(entry));
    this.migrations = yaml.items(top('migrations')).map((item) => this.migration(item));
  }

  private table(table: Entry): ContractTable {
    const { yaml } = this;
    const value = this.values(table.value);
    const columns = yaml.entries(table.value).find(({ key }) => key === 'columns');
    if (table.value && !isMap(table.value))
      yaml.problem('A table is a map here, with its `columns`.', yaml.spanOf(table.value)!);
    else if (columns?.value && !isMap(columns.value)) {
      yaml.problem('`columns` is a map here: each column’s name, and what is known of it below.', columns.keySpan);
    }
    const schema = this.text(value('schema'))?.text;
    const entries = yaml.entries(columns?.value);
    const said = entries.map((entry) => this.column(entry));
    const last = entries.at(-1);
    this.entities.push({
      name: table.key,
      nameSpan: table.keySpan,
      span: table.span,
      ...(schema !== undefined && { schema }),
      columns: said,
      placeholder: isPlaceholder(table.key),
      ...(last &&
        !yaml.isFlow(columns!.value) && {
          layout: {
            kind: 'yaml',
            at: yaml.lineEnd(last.span.end),
            indent: yaml.indentAt(last.keySpan.start),
            keys: this.keysOf(last),
          },
        }),
    });
    const items = yaml.items(value('relationships'));
    const relationships =
      items.length > 0 ? items : yaml.entries(value('relationships')).flatMap((entry) => entry.value ?? []);
    for (const item of relationships) this.relation(table, item);
    return {
      columns: entries.map((entry) => this.columnOf(entry)),
      indexes: this.list(table, 'indexes', value, (item) => this.index(item)),
      relationships: this.list(table, 'relationships', value, (item) => this.relationship(item), relationships),
      constraints: this.list(table, 'constraints', value, (item) => this.constraint(item)),
    };
  }

  /** The keys of a column in their order, for others to be written alike. */
  private keysOf(column: Entry): readonly string[] {
    return this.yaml.entries(column.value).map(({ key }) => key);
  }

  private list<T>(
    table: Entry,
    key: string,
    value: Values,
    read: (item: Node) => T,
    nodes = this.yaml.items(value(key)),
  ): ContractList<T> {
    const { yaml } = this;
    const own = value(key);
    const flow = yaml.isFlow(own) || yaml.isFlow(table.value);
    const last = nodes.at(-1);
    const end = last ? yaml.spanOf(last)!.end : table.span.end;
    const first = yaml.entries(table.value)[0];
    const inner = first ? yaml.indentAt(first.keySpan.start) : `${yaml.indentAt(table.keySpan.start)}  `;
    const dash = last && yaml.dashIndentAt(yaml.spanOf(last)!.start);
    return {
      items: nodes.map(read),
      at: flow || (own && dash === undefined) ? undefined : yaml.lineEnd(end),
      indent: dash ?? inner,
      missing: !last,
    };
  }

  private column(entry: Entry): SpecColumn {
    const { yaml } = this;
    const traits = noTraits();
    const short = this.text(entry.value);
    if (short) {
      readTraits(yaml.text, short.span, traits, { type: 'any' });
      traits.type ??= short;
    }
    let nullability: Written | undefined;
    let keySpan: Span | undefined;
    let uniqueSpan: Span | undefined;
    for (const { key, value } of yaml.entries(entry.value)) {
      const written = this.text(value);
      if (key === 'type') traits.type = written;
      else if (key === 'primary_key') {
        traits.primaryKey = truth(value) === true;
        keySpan = written?.span;
      } else if (key === 'unique') {
        traits.unique = truth(value) === true;
        uniqueSpan = written?.span;
      } else if (key === 'nullable') {
        const nullable = truth(value);
        traits.notNull = nullable === undefined ? undefined : !nullable;
        nullability = nullable === undefined ? undefined : written;
      } else if (key === 'default') traits.default = written;
      else if (key === 'references') traits.references = this.reference(value);
    }
    return {
      name: entry.key,
      nameSpan: entry.keySpan,
      span: entry.span,
      ...traits,
      ...(nullability && { nullability }),
      ...(keySpan && { keySpan }),
      ...(uniqueSpan && { uniqueSpan }),
      placeholder: isPlaceholder(entry.key) || (traits.type !== undefined && isPlaceholder(traits.type.text)),
    };
  }

  private columnOf(entry: Entry): ContractColumn {
    const value = this.values(entry.value);
    return {
      name: entry.key,
      nameSpan: entry.keySpan,
      ...defined({
        index: this.text(value('index')),
        backendField: this.text(value('backend_field')),
        validation: this.text(value('validation')),
        unique: truth(value('unique')) === true ? this.text(value('unique'))?.span : undefined,
      }),
      ...this.further(entry.value, `${this.yaml.indentAt(entry.keySpan.start)}  `),
    };
  }

  private index(item: Node): ContractIndex {
    const { yaml } = this;
    const value = this.values(item);
    const predicate = this.text(value('where') ?? value('partial'));
    const unique = truth(value('unique'));
    const uniqueSpan = this.text(value('unique'))?.span;
    const columns = value('columns');
    const columnsSpan = yaml.spanOf(columns);
    return {
      columns: columns ? this.texts(columns) : [],
      span: yaml.spanOf(item)!,
      ...defined({
        name: this.text(value('name')),
        columnsSpan: yaml.isFlow(columns) ? columnsSpan : undefined,
        method: this.text(value('type')),
        unique: unique !== undefined && uniqueSpan ? { value: unique, span: uniqueSpan } : undefined,
        predicate: predicate && withoutWhere(predicate),
        reason: this.text(value('reason')) ?? this.text(value('description')),
      }),
      ...this.further(item, yaml.indentAt(yaml.spanOf(item)!.start)),
    };
  }

  private relationship(item: Node): ContractRelationship {
    const value = this.values(item);
    return {
      span: this.yaml.spanOf(item)!,
      ...defined({
        name: this.text(value('name')),
        type: this.text(value('type')),
        table: this.text(value('foreign_table')),
        key: this.text(value('foreign_key')),
        onDelete: this.text(value('on_delete')),
        onUpdate: this.text(value('on_update')),
      }),
      ...this.further(item, this.yaml.indentAt(this.yaml.spanOf(item)!.start)),
    };
  }

  private constraint(item: Node): ContractConstraint {
    const value = this.values(item);
    const columns = value('columns');
    return {
      span: this.yaml.spanOf(item)!,
      columns: columns ? this.texts(columns) : [],
      ...defined({
        name: this.text(value('name')),
        type: this.text(value('type')),
        expression: this.text(value('expression')),
      }),
    };
  }

  private query(entry: Entry): ContractQuery {
    const value = this.values(entry.value);
    const performance = value('performance');
    const sql = this.yaml.raw(value('sql'));
    const filled = sql && !/\{\{|<[a-z_ ]+>|^\s*(?:TBD|TODO)/i.test(this.yaml.text.slice(sql.start, sql.end));
    return {
      name: entry.key,
      nameSpan: entry.keySpan,
      span: entry.span,
      indexesUsed: this.texts(value('indexes_used')),
      hasPerformance: performance !== undefined,
      ...defined({
        sql: filled ? sql : undefined,
        expectedTime: this.text(this.values(performance)('expected_time')),
        sequelize: this.text(value('sequelize_equivalent')),
      }),
    };
  }

  private migration(item: Node): ContractMigration {
    const value = this.values(item);
    return {
      span: this.yaml.spanOf(item)!,
      ...defined({
        timestamp: this.text(value('timestamp')),
        file: this.text(value('file')),
        status: this.text(value('status')),
        runDate: this.text(value('run_date')),
      }),
    };
  }

  /** `users.id`, `users(id)` or `{ table: users, column: id }`. */
  private reference(node: Node | undefined): SpecReference | undefined {
    const short = this.text(node);
    if (short) {
      const [path = '', column] = short.text.split(/[()]/);
      return referenceTo(path.trim(), column?.trim(), short.span);
    }
    const value = this.values(node);
    const [table, column] = [this.text(value('table')), this.text(value('column'))];
    return table && { entity: table.text, span: table.span, ...(column && { column: column.text }) };
  }

  private relation(table: Entry, item: Node): void {
    const value = this.values(item);
    const target = this.text(value('foreign_table'));
    const cardinality = this.text(value('type'));
    const whole = this.yaml.spanOf(item);
    if (!target || !whole || isPlaceholder(target.text)) return;
    this.relations.push({
      from: { entity: table.key, span: table.keySpan },
      to: { entity: target.text, span: target.span },
      span: whole,
      ...(cardinality && { cardinality: cardinality.text }),
    });
  }

  /** Where a further key of a map goes; nowhere in braces. */
  private further(node: Node | undefined, indent: string): { readonly at?: number; readonly indent: string } {
    const entries = this.yaml.entries(node);
    const [first] = entries;
    if (!first || this.yaml.isFlow(node)) return { indent };
    const end = Math.max(...entries.map((each) => each.span.end));
    return { at: this.yaml.lineEnd(end), indent: this.yaml.indentAt(first.keySpan.start) };
  }

  private values(node: Node | undefined): Values {
    const entries = this.yaml.entries(node);
    return (key) => entries.find((entry) => entry.key === key)?.value;
  }

  private texts(node: Node | undefined): Written[] {
    const single = this.text(node);
    return single ? [single] : this.yaml.items(node).flatMap((item) => this.text(item) ?? []);
  }

  private text(node: Node | undefined): Written | undefined {
    return this.yaml.scalar(node);
  }
}

function withoutWhere({ text, span: at }: Written): Written {
  const where = /^\s*where\s+/i.exec(text)?.[0].length ?? 0;
  return { text: text.slice(where).trim(), span: span(at.start + where, at.end) };
}
