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
  type YAMLMap,
} from 'yaml';
import { span, type Span } from '../../base/span';
import type { Written } from '../written';
import type { SpecProblem } from '../problem';

const TOO_DEEP = 'This YAML is nested too deeply to be read.';

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node | undefined;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** A YAML document with the places of its keys and values. Takes any text; what can't be read becomes problems. */
export class Yaml {
  readonly problems: SpecProblem[] = [];
  readonly root: Node | undefined;
  private readonly anchors = new Map<string, Node>();
  private readonly known = new Map<YAMLMap, readonly Entry[]>();

  constructor(readonly text: string) {
    this.root = this.parse();
  }

  problem(message: string, at: Span): void {
    this.problems.push({ message, span: at });
  }

  private parse(): Node | undefined {
    let document: Document.Parsed;
    const dangling: Alias[] = [];
    try {
      // The library's own search for repeated keys takes quadratic time.
      document = parseDocument(this.text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
      visit(document, {
        Node: (_, node) => {
          if (!isAlias(node)) {
            if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
          } else if (!this.anchors.has(node.source)) dangling.push(node);
        },
      });
    } catch (error) {
      // The library is recursive.
      if (!(error instanceof RangeError)) throw error;
      this.problem(TOO_DEEP, span(0, 0));
      return undefined;
    }
    const tooDeep = document.errors.filter(({ code }) => code === 'RESOURCE_EXHAUSTION').slice(0, 1);
    for (const { code, message, pos } of tooDeep.length > 0 ? tooDeep : this.causes(document.errors)) {
      this.broken(code, message, this.within(...pos));
    }
    for (const alias of dangling.filter(({ source }) => source !== ''))
      this.problem(`There is no anchor \`${alias.source}\` above.`, this.spanOf(alias)!);
    return document.contents ?? undefined;
  }

  /** The first error of each line; what follows where the text is no YAML any more comes of the one before. */
  private causes(errors: Document.Parsed['errors']): Document.Parsed['errors'] {
    const lines = new Set<number>();
    let isLost = false;
    return errors.filter(({ message, pos }) => {
      const line = this.text.lastIndexOf('\n', pos[0] - 1);
      const follows = isLost && message.includes('in YAML stream');
      isLost ||= message.includes('in YAML stream');
      if (follows || lines.has(line)) return false;
      lines.add(line);
      return true;
    });
  }

  private broken(code: string, message: string, at: Span): void {
    if (code === 'TAB_AS_INDENT') {
      const tabs = /^[ \t]*\t[ \t]*/.exec(this.text.slice(this.text.lastIndexOf('\n', at.start - 1) + 1));
      const start = this.text.lastIndexOf('\n', at.start - 1) + 1;
      const place = tabs ? span(start, start + tabs[0].length) : at;
      this.problems.push({
        message: 'YAML can’t be indented with tabs. Use spaces.',
        span: at,
        ...(tabs && {
          fixes: [{ title: 'Indent with spaces', edits: [{ span: place, newText: tabs[0].replaceAll('\t', '  ') }] }],
        }),
      });
    } else this.problem(code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP : `This YAML can’t be read: ${message}.`, at);
  }

  /** The entries of a map, with those merged into it by `<<`. The first of a key counts; others are problems. */
  entries(node: Node | null | undefined): readonly Entry[] {
    const map = this.resolved(node);
    if (!isMap(map)) return [];
    let entries = this.known.get(map);
    if (!entries) this.known.set(map, (entries = this.read(map, true)));
    return entries;
  }

  private read(map: YAMLMap, merging: boolean): readonly Entry[] {
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
      if (entry.key === '<<') merged.push(...(merging ? this.merged(values) : []));
      else if (!entries.has(entry.key)) entries.set(entry.key, entry);
      else if (merging) this.problem(`\`${entry.key}\` is here twice; the first one counts.`, entry.keySpan);
    }
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return [...entries.values()];
  }

  private merged(node: Node | undefined): readonly Entry[] {
    const map = this.resolved(node);
    return isMap(map) ? this.read(map, false) : [];
  }

  items(node: Node | null | undefined): Node[] {
    const list = this.resolved(node);
    return isSeq(list) ? list.items.flatMap((item) => (item ? [item as Node] : [])) : [];
  }

  resolved(node: Node | null | undefined): Node | undefined {
    return isAlias(node) ? this.anchors.get(node.source) : (node ?? undefined);
  }

  /** A scalar's text and its place, without quotes. */
  scalar(node: Node | null | undefined): Written | undefined {
    const scalar = this.resolved(node);
    const whole = this.spanOf(scalar);
    if (!isScalar(scalar) || !whole || scalar.value === null || scalar.value === '') return undefined;
    return { text: String(scalar.value), span: this.inner(scalar, whole) };
  }

  /** A scalar's own text as it stands in the document: undefined where escapes make it another one. */
  raw(node: Node | null | undefined): Span | undefined {
    const scalar = this.resolved(node);
    const whole = this.spanOf(scalar);
    if (!isScalar(scalar) || !whole) return undefined;
    const at = this.inner(scalar, whole);
    if (isQuoted(scalar)) {
      const text = this.text.slice(at.start, at.end);
      return scalar.type === 'QUOTE_DOUBLE'
        ? text.includes('\\')
          ? undefined
          : at
        : text.includes("''")
          ? undefined
          : at;
    }
    if (scalar.type !== 'BLOCK_LITERAL' && scalar.type !== 'BLOCK_FOLDED') return at;
    const header = /^[|>][^\r\n]*(?:\r\n?|\n)?/.exec(this.text.slice(at.start, at.end))?.[0].length ?? 0;
    return span(Math.min(at.start + header, at.end), at.end);
  }

  private inner(scalar: Scalar, whole: Span): Span {
    const quoted = isQuoted(scalar) && whole.end - whole.start > 1;
    return quoted ? span(whole.start + 1, whole.end - 1) : whole;
  }

  isFlow(node: Node | null | undefined): boolean {
    const resolved = this.resolved(node);
    return (isMap(resolved) || isSeq(resolved)) && resolved.flow === true;
  }

  spanOf(node: Node | null | undefined): Span | undefined {
    return node?.range ? span(node.range[0], node.range[1]) : undefined;
  }

  /** Where a line can follow a place: the end of what stands in its line. */
  lineEnd(at: number): number {
    let end = at;
    while (end > 0 && /[\s]/.test(this.text[end - 1]!)) end--;
    const rest = /[^\r\n]*/y;
    rest.lastIndex = end;
    return end + rest.exec(this.text)![0].trimEnd().length;
  }

  /** The white space before a place, up to the start of its line; dashes of lists count as blanks. */
  indentAt(at: number): string {
    const start = this.text.lastIndexOf('\n', at - 1) + 1;
    return this.text.slice(start, at).replace(/[^\t]/g, ' ');
  }

  /** The white space before the dash of an item whose content starts at a place; undefined where that is on another line. */
  dashIndentAt(at: number): string | undefined {
    const start = this.text.lastIndexOf('\n', at - 1) + 1;
    return /^([ \t]*)-[ \t]+$/.exec(this.text.slice(start, at))?.[1];
  }

  /** Errors at the end are reported beyond it. */
  private within(start: number, end: number): Span {
    return span(Math.min(start, this.text.length), Math.min(end, this.text.length));
  }
}

function isQuoted({ type }: Scalar): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}

export function truth(node: Node | undefined): boolean | undefined {
  if (!isScalar(node)) return undefined;
  const value = String(node.value).toLowerCase();
  if (value === 'true' || value === 'yes') return true;
  return value === 'false' || value === 'no' ? false : undefined;
}
