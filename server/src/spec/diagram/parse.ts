import { span, type Span } from '../../base/span';
import type { SpecProblem } from '../problem';
import type { Diagram, DiagramAttribute, DiagramRelation, RelationEnd } from './facts';
import { readAttributes } from './attributes';
import { slipIn } from './slips';
import { tokensOf, type Token, type TokenKind } from './tokens';

/** Reads a diagram: the text of a fence or a file, with `erDiagram` in it. Takes any text; places count from its start. */
export function parseDiagram(text: string): Diagram {
  const parser = new DiagramParser(text);
  parser.read();
  return parser.diagram();
}

/** More than that many don't help anybody. */
const MOST_PROBLEMS = 50;

const DIRECTIVE = /(?<=^[ \t]{0,80})%%[ \t]*tablewright-[^\r\n]*/gm;

interface Draft {
  readonly name: string;
  nameSpan: Span;
  alias?: { readonly text: string; readonly span: Span };
  body?: Span;
  readonly attributes: DiagramAttribute[];
}

/** A statement that Mermaid refuses; `at` is the token that can't stand there. */
class Refused extends Error {
  constructor(
    readonly at: Token,
    readonly wanted: string,
  ) {
    super(wanted);
  }
}

const NAMES: ReadonlySet<TokenKind> = new Set(['quoted', 'word', 'number']);
/** What makes more than a label of the words behind one. */
const OTHER = /^(?:[:;{[]|:::|cardinality|setting|end)$/;
const STYLES: ReadonlySet<TokenKind> = new Set(['word', 'number', ':', '#', ',']);

class DiagramParser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private start = 0;
  private depth = 0;
  private readonly entities = new Map<string, Draft>();
  private readonly relations: DiagramRelation[] = [];
  private readonly problems: SpecProblem[] = [];
  private readonly groups = new Set<string>();

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text);
  }

  diagram(): Diagram {
    const { problems, relations } = this;
    // An end of a relation can be a group.
    const entities = [...this.entities.values()].filter(
      ({ name, attributes }) => attributes.length > 0 || !this.groups.has(name),
    );
    return {
      span: span(this.start, this.text.trimEnd().length),
      entities: entities,
      relations,
      problems: problems.slice(0, MOST_PROBLEMS),
      directives: [...this.text.matchAll(DIRECTIVE)].map(({ index, 0: all }) => span(index, index + all.length)),
    };
  }

  read(): void {
    while (this.is('newline')) this.at++;
    this.start = this.token.span.start;
    if (!this.is('erDiagram')) return this.problem('A diagram of entities starts with `erDiagram`.', this.token.span);
    this.at++;
    while (!this.is('end of text')) this.line();
    if (this.depth > 0) this.problem('A `subgraph` is never closed: put `end` behind what is in it.', this.token.span);
  }

  private line(): void {
    const first = this.at;
    try {
      this.statement();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused(first, error);
    }
  }

  /** What was wrong is said once; reading goes on behind the line, or behind the block that the line opens. */
  private refused(first: number, { at, wanted }: Refused): void {
    const slip = slipIn(this.text, this.tokens.slice(first, this.at + 1), at);
    this.problems.push(
      slip ?? { message: `Mermaid can’t read this: ${wanted}.`, span: visible(at, this.tokens[this.at - 1]) },
    );
    while (!this.is('newline', 'end of text', '{')) this.at++;
    if (this.is('{')) this.block(undefined);
  }

  private statement(): void {
    const { kind } = this.token;
    if (kind === 'newline' || kind === 'setting') this.at++;
    else if (kind === 'style' || kind === 'classDef') this.styleStatement();
    else if (kind === 'class') this.classStatement();
    else if (kind === 'subgraph') this.subgraph();
    else if (kind === 'end' && this.depth > 0) {
      this.depth--;
      this.at++;
    } else if (NAMES.has(kind)) this.entityStatement();
    else throw this.refuse('a line is an entity or a relation, such as `A ||--o{ B : has`');
  }

  private entityStatement(): void {
    const name = this.next();
    if (this.is('[')) return this.aliased(name);
    if (this.is(':::')) this.classes();
    if (this.is('{')) return this.block(name);
    const draft = this.note(name);
    if (this.is('cardinality')) this.relation(name);
    else draft.nameSpan = inner(name);
  }

  private aliased(name: Token): void {
    this.at++;
    const alias = this.name('the name to be shown stands between `[` and `]`');
    this.take(']', 'the name to be shown ends with `]`');
    if (this.is(':::')) this.classes();
    const draft = this.note(name);
    draft.alias ??= { text: nameOf(alias), span: inner(alias) };
    if (this.is('{')) this.block(name);
  }

  private relation(from: Token): void {
    const left = this.next();
    const line = this.take('line', 'between the two cardinalities stands `--` or `..`');
    const right = this.take(
      'cardinality',
      'behind the line stands how many of the second entity there are: `||`, `o|`, `o{` or `|{`',
    );
    const to = this.name('a relation names the second entity behind its line');
    if (this.is(':::')) this.classes();
    this.note(to);
    const relation = {
      from: end(from, left),
      to: end(to, right),
      symbols: span(left.span.start, right.span.end),
      identifying: /^(?:--|to)$/i.test(line.text),
      line: line.span,
    };
    const withLabel = (label?: Token) =>
      this.relations.push({
        ...relation,
        ...(label && { label: { text: nameOf(label), span: label.span } }),
        span: span(from.span.start, (label ?? to).span.end),
      });
    if (!this.is(':') || !['quoted', 'string', 'word'].includes(this.tokens[this.at + 1]!.kind)) {
      withLabel();
      this.take(':', 'a relation has a label, even if it is empty: `: ""`');
      throw this.refuse('behind the `:` stands a label of one word, or one in quotes');
    }
    this.at++;
    const label = this.next();
    withLabel(label);
    this.strays(label);
  }

  /** What follows a label is entities of their own for Mermaid, or an error: nobody means that. */
  private strays(label: Token): void {
    const end = this.find('newline');
    const rest = this.tokens.slice(this.at, end);
    // Another statement may stand on the same line.
    if (label.kind !== 'word' || rest.length === 0 || rest.some(({ kind, text }) => OTHER.test(kind) || text === '%'))
      return;
    const at = span(label.span.start, rest.at(-1)!.span.start + rest.at(-1)!.text.trimEnd().length);
    const words = this.text.slice(at.start, at.end);
    const accepted = rest.every(({ kind }) => NAMES.has(kind));
    const why = accepted
      ? `Only \`${label.text}\` is the label: Mermaid draws each word behind it as an entity.`
      : `Mermaid can’t read what follows the label \`${label.text}\`.`;
    this.problems.push({
      message: `${why} Put the label in quotes.`,
      span: at,
      severity: accepted ? 'warning' : 'error',
      fixes: [{ title: 'Put the label in quotes', edits: [{ span: at, newText: `"${words.replaceAll('"', '')}"` }] }],
    });
    if (!accepted) this.at = end;
  }

  /** Reads attributes up to the closing brace. Without an entity they are passed over. */
  private block(entity: Token | undefined): void {
    const open = this.next();
    const last = this.find('}');
    const closed = this.tokens[last]!.kind === '}';
    const inside = this.tokens.slice(this.at, last);
    this.at = closed ? last + 1 : last;
    if (!closed) this.problem('This `{` is never closed: put `}` behind the attributes.', open.span);
    if (!entity) return;
    const draft = this.note(entity);
    if (!draft.body) draft.nameSpan = inner(entity);
    draft.body ??= span(open.span.end, this.tokens[last]!.span.start);
    const { attributes, problems } = readAttributes(this.text, inside);
    draft.attributes.push(...attributes);
    this.problems.push(...problems);
  }

  private styleStatement(): void {
    this.at++;
    this.list('word', 'the entities are listed with commas');
    if (!STYLES.has(this.token.kind)) throw this.refuse('a style is written like `fill:#fff`');
    while (STYLES.has(this.token.kind)) this.at++;
    this.separator();
  }

  private classStatement(): void {
    this.at++;
    this.list('word', 'the entities are listed with commas');
    this.list('word', 'behind the entities stands the class');
  }

  private subgraph(): void {
    this.at++;
    const name = this.name('a `subgraph` has a name');
    this.groups.add(nameOf(name));
    if (this.is('[')) {
      this.at++;
      this.name('the title stands between `[` and `]`');
      while (NAMES.has(this.token.kind)) this.at++;
      this.take(']', 'the title ends with `]`');
    }
    this.depth++;
    this.separator();
  }

  private classes(): void {
    this.at++;
    this.list('word', 'behind `:::` stands a class');
  }

  private list(kind: TokenKind, wanted: string): void {
    for (;;) {
      this.take(kind, wanted);
      if (!this.is(',') || this.tokens[this.at + 1]!.kind !== kind) return;
      this.at++;
    }
  }

  private separator(): void {
    if (!this.is('newline', ';', 'end of text')) throw this.refuse('nothing may follow here');
    if (!this.is('end of text')) this.at++;
  }

  private note(token: Token): Draft {
    const name = nameOf(token);
    let draft = this.entities.get(name);
    if (!draft) this.entities.set(name, (draft = { name, nameSpan: inner(token), attributes: [] }));
    return draft;
  }

  private name(wanted: string): Token {
    if (!NAMES.has(this.token.kind)) throw this.refuse(wanted);
    return this.next();
  }

  private take(kind: TokenKind, wanted: string): Token {
    if (!this.is(kind)) throw this.refuse(wanted);
    return this.next();
  }

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private next(): Token {
    return this.tokens[this.at++]!;
  }

  private is(...kinds: TokenKind[]): boolean {
    return kinds.includes(this.token.kind);
  }

  /** Where the next token of a kind is, or the end. */
  private find(wanted: TokenKind): number {
    let at = this.at;
    while (this.tokens[at]!.kind !== wanted && this.tokens[at]!.kind !== 'end of text') at++;
    return at;
  }

  private refuse(wanted: string): Refused {
    return new Refused(this.token, wanted);
  }

  private problem(message: string, at: Span): void {
    this.problems.push({ message, span: at });
  }
}

function end(name: Token, symbol: Token): RelationEnd {
  return { entity: nameOf(name), span: inner(name), cardinality: symbol.cardinality!, symbol: symbol.span };
}

/** Without quotes. */
function nameOf({ kind, text }: Token): string {
  return kind === 'quoted' || kind === 'string' ? text.slice(1, -1) : text;
}

function inner({ kind, span: at }: Token): Span {
  return kind === 'quoted' ? span(at.start + 1, at.end - 1) : at;
}

/** A line break or the end has nothing to show: then what stands before it. */
function visible(token: Token, before: Token | undefined): Span {
  const shows = token.kind !== 'newline' && token.kind !== 'end of text';
  return shows || !before ? token.span : before.span;
}
