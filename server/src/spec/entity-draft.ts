import { span, type Span } from '../base/span';
import type { Item } from './entity-list';
import type { ColumnLayout, SpecColumn, SpecEntity, SpecKey, Written } from './facts';
import type { EntityName } from './headings';
import { readValueItem } from './listed-values';
import { entityMatches } from './resolve';

/** Where in a document a name stands that may be an entity's. */
export interface Surroundings {
  /** In a section of entities, or right below its heading. */
  readonly listed: boolean;
  readonly direct: boolean;
  /** Below the heading of something that has columns. */
  readonly nested: boolean;
  /** In a section about what isn't in the database, such as an API. */
  readonly elsewhere: boolean;
}

const CALLS_VALUES = /(?:one of|either|enum|values?|werte?|valeurs?|valores?|значения)[\s:：*_`]*$/iu;

/** What may turn out to be an entity, while its part of the document is read. */
export class EntityDraft {
  /** By name in lower case; the first of a name counts. */
  private readonly columns = new Map<string, SpecColumn>();
  private table: SpecEntity['table'];
  private schema: string | undefined;
  private described = false;
  private row = false;
  private asked = false;
  private layout: ColumnLayout | undefined;
  /** Below them there are words that are no values. */
  private readonly withoutValues = new Set<string>();
  private readonly keys: SpecKey[] = [];
  private readonly said = new Map<string, Written>();

  constructor(
    private readonly name: EntityName,
    private whole: Span,
    private readonly where: Surroundings,
    private readonly level: number,
  ) {
    this.schema = name.schema;
    if (name.table) this.setTable(name.table.name, name.table.span);
  }

  get hasColumns(): boolean {
    return this.columns.size > 0;
  }

  /** Whether columns below a heading such as "Attributes" can be this one's. */
  get canHold(): boolean {
    return this.where.listed || this.name.plain || this.name.placeholder;
  }

  extendTo(end: number): void {
    this.whole = span(this.whole.start, end);
  }

  addColumns(columns: readonly SpecColumn[]): void {
    for (const column of columns) {
      const key = column.name.toLowerCase();
      if (!this.columns.has(key)) this.columns.set(key, column);
    }
  }

  /** Where a column was found last. */
  setLayout(layout: ColumnLayout): void {
    this.layout = layout;
  }

  /** What is below the last column belongs to it; a list of values may be that column's. */
  addBelow(text: string, at: Span): void {
    if (this.layout?.kind === 'list') this.layout = { ...this.layout, at: at.end };
    const column = [...this.columns.values()].at(-1);
    const item = readValueItem(text, at);
    if (!column || column.values?.inner) return;
    const values = column.values ?? { list: [], span: at, mark: item?.mark ?? '', between: '', unsure: !CALLS_VALUES.test(text.slice(column.span.start, column.span.end)) }; // prettier-ignore
    // One that is none makes all of them other remarks.
    if (!item || item.mark !== values.mark) this.withoutValues.add(column.name);
    if (this.withoutValues.has(column.name)) this.amend(column.name, { values: undefined });
    else this.amend(column.name, { values: { ...values, list: [...values.list, item!.value], span: span(values.span.start, at.end) } }); // prettier-ignore
  }

  say(key: string, value: Written): void {
    if (!this.said.has(key)) this.said.set(key, value);
  }

  add(item: Item): void {
    if (item.kind === 'columns') this.addColumns(item.columns);
    else if (item.kind === 'reference') {
      if (item.column) this.addColumns([item.column]);
      this.amend(item.name, { references: item.references });
    } else {
      this.keys.push({ kind: item.key, columns: item.columns, span: item.span });
      if (item.key === 'primary') item.columns.forEach((name) => this.amend(name, { primaryKey: true }));
      else if (item.columns.length === 1) this.amend(item.columns[0]!, { unique: true });
    }
  }

  private amend(name: string, more: Partial<SpecColumn>): void {
    const key = name.toLowerCase();
    const column = this.columns.get(key);
    if (column) this.columns.set(key, { ...column, ...more });
  }

  /** The document says which table this is. */
  setTable(name: string, at: Span): void {
    const dot = name.lastIndexOf('.');
    if (dot > 0) this.schema = name.slice(0, dot);
    this.table = { name: name.slice(dot + 1), span: span(at.start + dot + 1, at.end) };
  }

  setSchema(schema: string): void {
    this.schema = schema;
  }

  /** Queries of it are listed. */
  ask(): void {
    this.asked = true;
  }

  /** It is a row of a table of tables. */
  inRow(): void {
    this.row = true;
  }

  get isRow(): boolean {
    return this.row;
  }

  get written(): string {
    return this.name.name;
  }

  /** Whether this can be the table of that name. */
  isCalled(table: string): boolean {
    return entityMatches(this.name.name, table);
  }

  /** It has a purpose, a cardinality or DDL of its own. */
  describe(): void {
    this.described = true;
  }

  /** The entity, or undefined if the heading is about something else. */
  finish(): SpecEntity | undefined {
    if (!this.isEntity()) return undefined;
    const { name, table, schema, keys, said, layout, level } = this;
    return {
      name: name.name,
      nameSpan: name.span,
      span: this.whole,
      ...(table && { table }),
      ...(schema !== undefined && { schema }),
      columns: [...this.columns.values()],
      placeholder: name.placeholder,
      keys,
      said,
      level,
      ...(layout && { layout }),
    };
  }

  private isEntity(): boolean {
    const { listed, direct, nested, elsewhere } = this.where;
    if (!this.hasColumns) return (listed && direct && this.described) || (this.asked && this.canHold && !elsewhere);
    const columns = [...this.columns.values()];
    if (nested) return columns.some((column) => column.primaryKey);
    return listed || (this.canHold && !elsewhere && columns.some(isTelling));
  }
}

/** A column that tells a table of a database from any list of fields. */
export function isTelling({ name, primaryKey, references }: SpecColumn): boolean {
  return primaryKey || references !== undefined || /^id$|_(?:id|at)$/i.test(name) || /[a-z](?:Id|ID|At)$/.test(name);
}
