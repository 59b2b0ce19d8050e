import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';
import { span, type Span } from '../base/span';
import type { SpecColumn, SpecEntity, SpecFacts, SpecReference, SpecRelation } from './facts';
import type { SpecProblem } from './problem';
import { isPlaceholder } from './text';
import { noTraits, readTraits, referenceTo } from './traits';

const MOST_PROBLEMS = 100;
const TOO_DEEP = 'This YAML is nested too deeply to be read.';
const DIRECTIVE = /(?<!\S)#[ \t]*tablewright-[^\r\n]*/g;

/** Reads a contract: a YAML document with a map of tables. Takes any text; what can't be read becomes problems. */
export function readContract(text: string): SpecFacts {
  const reader = new ContractReader(text);
  const yaml = parse(text);
  if (yaml) reader.read(yaml);
  else reader.problem(TOO_DEEP, span(0, 0));
  const directives = [...text.matchAll(DIRECTIVE)].map(({ index, 0: comment }) => span(index, index + comment.length));
  const { entities, relations, problems } = reader;
  return {
    kind: 'contract',
    entities,
    relations,
    diagrams: [],
    sqlBlocks: [],
    problems: problems.slice(0, MOST_PROBLEMS),
    directives,
  };
}

interface Yaml {
  readonly document: Document.Parsed;
  readonly anchors: ReadonlyMap<string, Node>;
  /** Aliases of anchors that aren't there. */
  readonly dangling: readonly Alias[];
}

/** Undefined where the nesting is beyond the library, which is recursive. */
function parse(text: string): Yaml | undefined {
  try {
    // The library's own search for repeated keys takes quadratic time.
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    const anchors = new Map<string, Node>();
    const dangling: Alias[] = [];
    visit(document, {
      Node: (_, node) => {
        if (!isAlias(node)) {
          if (node.anchor !== undefined) anchors.set(node.anchor, node);
        } else if (!anchors.has(node.source)) dangling.push(node);
      },
    });
    return { document, anchors, dangling };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node | undefined;
  /** From the key to the end of the value. */
  readonly span: Span;
}

class ContractReader {
  readonly entities: SpecEntity[] = [];
  readonly relations: SpecRelation[] = [];
  readonly problems: SpecProblem[] = [];
  private anchors: ReadonlyMap<string, Node> = new Map();

  constructor(private readonly text: string) {}

  problem(message: string, at: Span): void {
    this.problems.push({ message, span: at });
  }

  read({ document, anchors, dangling }: Yaml): void {
    this.anchors = anchors;
    const tooDeep = document.errors.filter(({ code }) => code === 'RESOURCE_EXHAUSTION').slice(0, 1);
    for (const { code, message, pos } of tooDeep.length > 0 ? tooDeep : document.errors) {
      this.problem(messageFor(code, message), this.within(...pos));
    }
    for (const alias of dangling) this.problem(`There is no anchor \`${alias.source}\` above.`, this.spanOf(alias)!);
    const tables = this.entries(document.contents).find(({ key }) => key === 'tables');
    for (const table of this.entries(tables?.value)) this.table(table);
  }

  private table(table: Entry): void {
    const entries = this.entries(table.value);
    const named = (key: string) => entries.find((entry) => entry.key === key);
    const columns = named('columns');
    if (table.value && !isMap(table.value))
      this.problem('A table is a map here, with its `columns`.', this.spanOf(table.value)!);
    else if (columns?.value && !isMap(columns.value)) {
      this.problem('`columns` is a map here: each column’s name, and what is known of it below.', columns.keySpan);
    }
    const schema = this.scalar(named('schema')?.value)?.text;
    this.entities.push({
      name: table.key,
      nameSpan: table.keySpan,
      span: table.span,
      ...(schema !== undefined && { schema }),
      columns: this.entries(columns?.value).map((entry) => this.column(entry)),
      placeholder: isPlaceholder(table.key),
    });
    this.relationships(table, named('relationships')?.value);
  }

  private column(entry: Entry): SpecColumn {
    const traits = noTraits();
    const short = this.scalar(entry.value);
    if (short) {
      readTraits(this.text, short.span, traits, { type: 'any' });
      traits.type ??= short;
    }
    for (const { key, value } of this.entries(entry.value)) {
      if (key === 'type') traits.type = this.scalar(value);
      else if (key === 'primary_key') traits.primaryKey = truth(value) === true;
      else if (key === 'unique') traits.unique = truth(value) === true;
      else if (key === 'nullable') traits.notNull = negated(truth(value));
      else if (key === 'references') traits.references = this.reference(value);
    }
    return {
      name: entry.key,
      nameSpan: entry.keySpan,
      span: entry.span,
      ...traits,
      placeholder: isPlaceholder(entry.key) || (traits.type !== undefined && isPlaceholder(traits.type.text)),
    };
  }

  /** `users.id`, `users(id)` or `{ table: users, column: id }`. */
  private reference(node: Node | undefined): SpecReference | undefined {
    const short = this.scalar(node);
    if (short) {
      const [path = '', column] = short.text.split(/[()]/);
      return referenceTo(path.trim(), column?.trim(), short.span);
    }
    const entries = this.entries(node);
    const table = this.scalar(entries.find(({ key }) => key === 'table')?.value);
    const column = this.scalar(entries.find(({ key }) => key === 'column')?.value);
    return table && { entity: table.text, span: table.span, ...(column && { column: column.text }) };
  }

  private relationships(table: Entry, node: Node | undefined): void {
    const list = this.resolved(node);
    const items = isSeq(list) ? (list.items as Node[]) : this.entries(list).map(({ value }) => value);
    for (const item of items) {
      const entries = this.entries(item);
      const target = this.scalar(entries.find(({ key }) => key === 'foreign_table')?.value);
      const cardinality = this.scalar(entries.find(({ key }) => key === 'type')?.value)?.text;
      const whole = this.spanOf(item);
      if (!target || !whole || isPlaceholder(target.text)) continue;
      this.relations.push({
        from: { entity: table.key, span: table.keySpan },
        to: { entity: target.text, span: target.span },
        span: whole,
        ...(cardinality !== undefined && { cardinality }),
      });
    }
  }

  /** The entries of a map, with those merged into it by `<<`. The first of a key counts; others are problems. */
  private entries(node: Node | null | undefined, merging = true): Entry[] {
    const map = this.resolved(node);
    if (!isMap(map)) return [];
    const entries = new Map<string, Entry>();
    const merged: Entry[] = [];
    for (const { key, value } of map.items) {
      const name = this.scalar(key as Node);
      if (!name) continue;
      const values = (value ?? undefined) as Node | undefined;
      const end = Math.max(this.spanOf(values)?.end ?? 0, name.span.end);
      const entry = {
        key: name.text,
        keySpan: name.span,
        value: this.resolved(values),
        span: span(this.spanOf(key as Node)!.start, end),
      };
      if (entry.key === '<<') merged.push(...(merging ? this.entries(values, false) : []));
      else if (entries.has(entry.key))
        this.problem(`\`${entry.key}\` is here twice; the first one counts.`, entry.keySpan);
      else entries.set(entry.key, entry);
    }
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return [...entries.values()];
  }

  private resolved(node: Node | null | undefined): Node | undefined {
    return isAlias(node) ? this.anchors.get(node.source) : (node ?? undefined);
  }

  /** A scalar's text and its place, without quotes. */
  private scalar(node: Node | null | undefined): { text: string; span: Span } | undefined {
    const scalar = this.resolved(node);
    const whole = this.spanOf(scalar);
    if (!isScalar(scalar) || !whole || scalar.value === null || scalar.value === '') return undefined;
    const quoted = isQuoted(scalar) && whole.end - whole.start > 1;
    return { text: String(scalar.value), span: quoted ? span(whole.start + 1, whole.end - 1) : whole };
  }

  /** Errors at the end are reported beyond it. */
  private within(start: number, end: number): Span {
    return span(Math.min(start, this.text.length), Math.min(end, this.text.length));
  }

  private spanOf(node: Node | null | undefined): Span | undefined {
    return node?.range ? span(node.range[0], node.range[1]) : undefined;
  }
}

function isQuoted({ type }: Scalar): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}

function truth(node: Node | undefined): boolean | undefined {
  if (!isScalar(node)) return undefined;
  const value = String(node.value).toLowerCase();
  if (value === 'true' || value === 'yes') return true;
  return value === 'false' || value === 'no' ? false : undefined;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function messageFor(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'YAML can’t be indented with tabs. Use spaces.';
  if (code === 'RESOURCE_EXHAUSTION') return TOO_DEEP;
  return `This YAML can’t be read: ${message}.`;
}
