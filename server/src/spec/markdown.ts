import { span, type Span } from '../base/span';
import { isPatternTable, readAccessPatterns } from './access-patterns';
import { readBlocks, type Block, type Fence } from './blocks';
import { Recent } from '../base/recent';
import { readColumnTable, readTableOfTables, type ColumnTable, type TableRow } from './column-table';
import { dictionaryTitle, fieldValues, readDictionary } from './dictionary';
import { EntityDraft, type Surroundings } from './entity-draft';
import { readItem, readKeyOf, type Item } from './entity-list';
import type { SpecFacts, SpecRelation } from './facts';
import { isMermaidBlock, isSqlBlock, unclosed } from './fences';
import type { SpecProblem } from './problem';
import { isEntityTitle, readEntityName, readHeading, type SectionRole } from './headings';
import { bareDiagramEnd } from './diagram/bare';
import type { Diagram } from './diagram/facts';
import { readDiagram, relationsOf } from './diagram/read';
import { withSchemas } from './references';
import { readRelation, readRelationTable } from './relations';
import { readOutline } from './outline';
import { shifted } from './shift';
import type { Table } from './tables';
import { NAME, textOf, trimmed } from './text';
import { topicOf, type Topic } from './topics';

/** Reads a data model or a data dictionary in Markdown. Takes any text; what it can't make sense of is left out. */
export function readMarkdown(text: string, kind: 'data model' | 'data dictionary'): SpecFacts {
  const { blocks, text: withoutComments } = readBlocks(text);
  const reader = new MarkdownReader(text, withoutComments, kind);
  for (const block of blocks) reader.block(block);
  const facts = reader.facts();
  const patterns = readAccessPatterns(withoutComments, blocks, facts.entities);
  return {
    ...facts,
    outline: readOutline(withoutComments, blocks),
    ...(patterns && { patterns }),
    ...(kind === 'data dictionary' && { dictionary: readDictionary(withoutComments, blocks, facts.entities) }),
  };
}

/** An edit leaves all tables and items but its own as they are: what was read of them is only moved. */
const tables = new Recent<string, { readonly read: ColumnTable | undefined }>(2_000);
const items = new Recent<string, { readonly read: Item | undefined }>(20_000);
/** Tables and items read so far: what an edit costs is counted by it. */
export const count = { read: 0 };

function tableAt(text: string, table: Table): ColumnTable | undefined {
  const { start } = table.span;
  const own = textOf(text, table.span);
  const { read } = tables.get(own, () => {
    count.read++;
    return { read: readColumnTable(own, shifted(table, -start)) };
  });
  return read && shifted(read, start);
}

function itemAt(text: string, at: Span, bare: boolean): Item | undefined {
  const own = textOf(text, at);
  const { read } = items.get(`${bare ? '+' : '-'}${own}`, () => {
    count.read++;
    return { read: readItem(own, span(0, own.length), bare) };
  });
  return read && shifted(read, at.start);
}

/** A heading and what stands below it. */
interface Section {
  readonly level: number;
  readonly role: SectionRole | undefined;
  /** The entity that the heading may name. */
  readonly draft: EntityDraft | undefined;
  readonly listed: boolean;
  readonly elsewhere: boolean;
  readonly topic: Topic | undefined;
  /** The heading may be a name: it says no topic. */
  readonly named: boolean;
  /** All tables may be listed here. */
  readonly overview: boolean;
}

/** A line that says that names follow which are columns. */
const OF_COLUMNS =
  /^[*_]{0,2}(?:(?:key|main|notable|important|core) )?(?:columns|fields|attributes|columnas|campos|colonnes|champs|spalten|felder|столбцы|поля|колонки)(?:\s?\([^()]{1,40}\))?[*_]{0,2}\s?[:：]?[*_]{0,2}$/iu;
/** A heading above a list of all tables. */
const OVERVIEW =
  /overview|summary|inventory|at a glance|übersicht|überblick|resumen|resumo|aperçu|обзор|一览|一覧|概览|概要|목록|개요/iu;
/** A title above a group of columns: `**Money**:`. */
const GROUP = /^(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)?\s?[:：](?:\*\*|__)?$/u;
/** A line that says that what follows is about columns, and none. */
const ASIDE =
  /^[*_]{0,2}(?:indexes|indices|triggers|rls policies|policies|индексы|índices)[*_]{0,2}\s?[:：]?[*_]{0,2}$/i;
/** Below that of any heading. */
const TITLE_LEVEL = 7;
const CREATE_TABLE = /create\s{1,8}(?:unlogged\s{1,8})?table\s{1,8}(?:if\s{1,8}not\s{1,8}exists\s{1,8})?([\w."]+)/gi;
/** `**Table:** orders`, `- **Purpose:** …`, ``Table: `orders` ``. */
const KEY_VALUE =
  /^(?:\*\*|__)?(?<key>table|table name|tabla|tabela|tabelle|tabella|таблица|테이블|テーブル|schema|purpose|cardinality|mutability|identity|lifecycle|ownership|temporal|scope)(?:\*\*|__)?\s{0,8}[:：](?:\*\*|__)?\s{0,8}(?=\S)/i;
const SAID = new Set([
  'purpose',
  'cardinality',
  'mutability',
  'identity',
  'lifecycle',
  'ownership',
  'temporal',
  'scope',
]);
const TABLE_NAME = new RegExp(`^(?<tick>\`?)(?<name>${NAME}(?:\\.${NAME})?)\\k<tick>$`, 'u');
const TABLE_COMMENT = /^<!--\s{0,8}table\s{0,8}:\s{0,8}([^\s]+)\s{0,8}-->$/i;
const DIRECTIVE = /^<!--\s{0,8}tablewright-/;

class MarkdownReader {
  private readonly sections: Section[] = [];
  private readonly drafts: EntityDraft[] = [];
  private readonly relations: SpecRelation[] = [];
  private readonly sqlBlocks: Span[] = [];
  private readonly problems: SpecProblem[] = [];
  private readonly directives: Span[] = [];
  /** In a list of tables: the item that is a table's name, with the columns in the items below it. */
  private listed: EntityDraft | undefined;
  /** The depth of the list items among which there was a column. */
  private columnsAt: number | undefined;
  /** Behind a line such as `**Indexes:**`: what is listed there are no columns. */
  private isAside = false;
  /** Behind a line such as `**Key fields:**`: mere names are columns. */
  private ofColumns = false;
  private readonly diagrams: Diagram[] = [];
  /** Where a diagram that stands in no fence ends. */
  private diagramEnd = 0;

  constructor(
    private readonly source: string,
    private readonly text: string,
    private readonly kind: 'data model' | 'data dictionary',
  ) {}

  facts(): SpecFacts {
    const entities = this.drafts.flatMap((draft) => (this.isToldElsewhere(draft) ? [] : (draft.finish() ?? [])));
    return {
      kind: this.kind,
      entities: withSchemas(entities),
      relations: this.relations,
      diagrams: this.diagrams,
      sqlBlocks: this.sqlBlocks,
      problems: this.problems,
      directives: this.directives,
    };
  }

  /** A row of an overview, where the document has a part on that table too. */
  private isToldElsewhere(draft: EntityDraft): boolean {
    return draft.isRow && this.drafts.some((other) => other !== draft && !(other.isRow && this.drafts.indexOf(other) > this.drafts.indexOf(draft)) && other.isCalled(draft.written) && other.finish() !== undefined); // prettier-ignore
  }

  block(block: Block): void {
    if (block.kind === 'comment') return this.comment(block.span);
    if (block.span.start < this.diagramEnd) return;
    if (block.kind !== 'item') this.columnsAt = undefined;
    if (block.kind === 'heading') return this.heading(block.level, block.text, block.span);
    if (block.kind === 'item') this.item(block.text, block.depth);
    else if (block.kind === 'fence') this.fence(block);
    else if (block.kind === 'text') this.line(block.span);
    else if (this.section?.role === 'relationships') this.relations.push(...readRelationTable(this.text, block));
    else if (!this.tableOfTables(block)) this.columnTable(block);
    for (const { draft } of this.sections) draft?.extendTo(block.span.end);
    this.listed?.extendTo(block.span.end);
  }

  private get section(): Section | undefined {
    return this.sections.at(-1);
  }

  /** The innermost heading around that can be an entity's. */
  private enclosing(): EntityDraft | undefined {
    return this.sections.findLast(({ draft }) => draft?.canHold)?.draft;
  }

  /** Whose columns are told here. */
  private target(): EntityDraft | undefined {
    return this.section?.role === 'columns' ? this.enclosing() : this.section?.draft;
  }

  private heading(level: number, text: Span, at: Span): void {
    while (this.sections.length > 0 && this.section!.level >= level) this.sections.pop();
    this.listed = undefined;
    this.isAside = this.ofColumns = false;
    const parent = this.section;
    const heading = readHeading(textOf(this.text, text));
    const dictionary = this.kind === 'data dictionary' ? dictionaryTitle(this.text, text) : undefined;
    if (dictionary && level < 3) return this.dictionary(level, dictionary.name, at);
    const enclosing = this.enclosing();
    let { role } = heading;
    if (role === 'schema') role = enclosing ? 'columns' : 'entities';
    else if (role === 'columns' && !enclosing) role = undefined;
    // `api_keys` is the name of a table, and no word on APIs.
    const isName = /^[`*]{0,3}(?:\w+\.)?[a-z0-9]+_\w+[`*]{0,3}$/.test(textOf(this.text, text));
    const elsewhere = (heading.elsewhere && !isName) || parent?.elsewhere === true;
    const listed = role === 'entities' || parent?.listed === true;
    const own = topicOf(textOf(this.text, text)) ?? (heading.title ? 'schema' : undefined);
    const section: Section = { level, role, listed, elsewhere, draft: undefined, topic: own ?? parent?.topic, named: own === undefined, overview: own !== undefined || OVERVIEW.test(textOf(this.text, text)) }; // prettier-ignore
    const isTold = this.kind === 'data dictionary' && heading.role === 'columns';
    if (role !== undefined || heading.title || isTold) this.sections.push(section);
    else {
      const where = { listed, elsewhere, direct: parent?.role === 'entities', nested: enclosing?.hasColumns === true };
      this.sections.push({ ...section, draft: this.draft(text, at, where, level) });
    }
  }

  /** All of it is about one table, or its sections are each about one. */
  private dictionary(level: number, name: Span | undefined, at: Span): void {
    const where = { listed: true, direct: true, nested: false, elsewhere: false };
    const role = name ? undefined : 'entities';
    this.sections.push({
      level,
      role,
      listed: true,
      elsewhere: false,
      topic: 'entities',
      named: true,
      overview: true,
      draft: name && this.draft(name, at, where, level),
    });
  }

  private columnTable(block: Table): void {
    const target = this.target();
    const read = target && tableAt(this.text, block);
    // Below "Indexes" or "Privacy" columns are named, too.
    const isOfColumns =
      read?.roles.includes('type') === true || this.section?.named === true || this.section?.role === 'columns';
    const table = isOfColumns ? read : undefined;
    if (!target || !table) {
      if (target && this.kind === 'data dictionary') this.nameTable(target, block);
      if (isPatternTable(this.text, block))
        this.sections.findLast(({ draft, named }) => draft?.canHold && named)?.draft?.ask();
      return;
    }
    target.addColumns(table.columns);
    const last = block.rows.at(-1);
    if (!last) return;
    const sample = textOf(this.text, last.span);
    target.setLayout({ kind: 'table', at: last.span.end, sample, cells: table.roles, header: block.header[0]! });
  }

  /** Rows that each name a table, or a column of one. True if it was that. */
  private tableOfTables(block: Table): boolean {
    if (this.section?.elsewhere) return false;
    const read = readTableOfTables(this.text, block);
    const topic = this.section?.topic;
    if (!read || (topic !== undefined && topic !== 'entities' && topic !== 'schema' && topic !== 'diagram'))
      return false;
    // The title of all may be "Database Schema"; what stands below need not list its tables.
    const isListed =
      this.section?.overview || this.sections.some(({ role, level }) => role === 'entities' && level > 1);
    if (!read.typed && !isListed) return false;
    let draft: EntityDraft | undefined;
    for (const row of read.rows) {
      if (row.name) draft = this.rowDraft(row.name, row, draft);
      draft?.addColumns(row.columns);
      if (draft && row.name) draft.extendTo(row.span.end);
    }
    return true;
  }

  /** The entity of a row: the one of the row above, or a new one. */
  private rowDraft(name: Span, row: TableRow, above: EntityDraft | undefined): EntityDraft | undefined {
    const written = textOf(this.text, name);
    if (!TABLE_NAME.test(written)) return undefined;
    if (above?.isCalled(written)) return above;
    const where = { listed: true, direct: true, nested: false, elsewhere: false };
    const draft = this.draft(name, row.span, where, TITLE_LEVEL);
    draft?.describe();
    draft?.inRow();
    return draft;
  }

  private nameTable(target: EntityDraft, block: Table): void {
    const { schema, table } = fieldValues(this.text, block);
    if (table) target.setTable(table.text, table.span);
    if (schema) target.setSchema(schema.text);
  }

  private draft(text: Span, whole: Span, where: Surroundings, level: number): EntityDraft | undefined {
    const name = readEntityName(this.text, text);
    const draft = name && new EntityDraft(name, whole, where, level);
    if (draft) this.drafts.push(draft);
    return draft;
  }

  private item(text: Span, depth: number): void {
    const role = this.section?.role;
    if (role === 'relationships') {
      const relation = readRelation(this.text, text);
      if (relation) this.relations.push(relation);
    } else if (role === 'entities') {
      const where = { listed: true, direct: true, nested: false, elsewhere: false };
      if (depth === 0) this.listed = this.draft(text, text, where, TITLE_LEVEL);
      else this.column(this.listed, text, depth, true);
    } else if (!this.isAside && !this.keyValue(text)) this.column(this.target(), text, depth, this.ofColumns);
  }

  /** `bare`: mere names are columns here, also before one was seen that surely is. */
  private column(draft: EntityDraft | undefined, text: Span, depth: number, bare: boolean): void {
    // What is below a column's item is about that column.
    if (!draft) return;
    if (this.columnsAt !== undefined && depth > this.columnsAt) return draft.addBelow(this.text, text);
    const item = itemAt(this.text, text, bare || depth === this.columnsAt);
    const isGroup = !item && GROUP.test(textOf(this.text, text)) && !ASIDE.test(textOf(this.text, text));
    this.columnsAt = !isGroup && (item?.kind === 'columns' || depth === this.columnsAt) ? depth : undefined;
    if (!item) return;
    draft.add(item);
    if (item.kind !== 'columns') return;
    // From the start of the line, as it is written: with its mark and what stands before it.
    let { start } = text;
    while (start > 0 && !'\r\n'.includes(this.text[start - 1]!)) start--;
    draft.setLayout({ kind: 'list', at: text.end, sample: this.text.slice(start, text.end) });
  }

  private line(at: Span): void {
    const line = textOf(this.text, at);
    this.isAside = ASIDE.test(line);
    this.ofColumns = OF_COLUMNS.test(line);
    if (line === 'erDiagram') {
      this.diagramEnd = bareDiagramEnd(this.text, at.end);
      this.diagram(span(at.start, this.diagramEnd));
    } else if (isEntityTitle(line)) this.heading(TITLE_LEVEL, at, at);
    else if (!this.keyValue(at)) {
      // `Unique: (a, b)` on a line of its own.
      const key = readKeyOf(this.text, at);
      if (key) this.target()?.add(key);
    }
  }

  /** What is said of an entity beside its columns. True if it was that. */
  private keyValue(at: Span): boolean {
    const draft = this.enclosing();
    const match = draft && KEY_VALUE.exec(textOf(this.text, at));
    if (!match) return false;
    const key = match.groups!.key!.toLowerCase();
    const start = at.start + match[0].length;
    if (SAID.has(key)) {
      // `identity: …` in a list of columns is one of them.
      const isKey = /^(?:purpose|cardinality|mutability)$/.test(key) || /^[*_\p{Lu}]/u.test(match[0]);
      if (!isKey) return false;
      draft.describe();
      const value = trimmed(this.text, start, at.end);
      // `purpose: text` may be a column after all.
      if (!/^[a-z]/.test(match[0])) draft.say(key, { text: textOf(this.text, value), span: value });
      return true;
    }
    const value = TABLE_NAME.exec(this.text.slice(start, at.end));
    // `table: text` is a column; a key in bold or with a capital is no column's name.
    if (!value || (/^[a-z]/.test(match[0]) && value.groups!.tick === '')) return false;
    const name = value.groups!.name!;
    const from = start + value.groups!.tick!.length;
    if (key === 'schema') draft.setSchema(name);
    else draft.setTable(name, span(from, from + name.length));
    return true;
  }

  private fence(fence: Fence): void {
    if (!fence.closed) this.problems.push(unclosed(this.text, fence));
    const content = textOf(this.text, fence.content);
    if (isSqlBlock(this.text, fence)) {
      this.sqlBlocks.push(fence.content);
      const draft = this.enclosing();
      if (draft && [...content.matchAll(CREATE_TABLE)].some(([, table]) => draft.isCalled(table!))) draft.describe();
    } else if (isMermaidBlock(this.text, fence)) this.diagram(fence.content);
  }

  private diagram(at: Span): void {
    const diagram = readDiagram(this.source, at);
    this.diagrams.push(diagram);
    this.relations.push(...relationsOf(this.source, diagram));
    this.directives.push(...diagram.directives);
  }

  private comment(at: Span): void {
    const comment = textOf(this.source, at);
    if (DIRECTIVE.test(comment)) this.directives.push(at);
    const table = TABLE_COMMENT.exec(comment)?.[1];
    if (table === undefined) return;
    const start = at.start + comment.indexOf(table, comment.indexOf(':'));
    this.enclosing()?.setTable(table, span(start, start + table.length));
  }
}
