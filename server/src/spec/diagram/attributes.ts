import { span, type Span } from '../../base/span';
import type { SpecProblem } from '../problem';
import type { AttributeKey, DiagramAttribute } from './facts';
import type { Token } from './tokens';

/** Words that belong to a column of SQL and that Mermaid has no place for. */
const CONSTRAINTS =
  /^(?:not|null|nullable|unique|default|references|check|auto_increment|autoincrement|identity|generated|indexed|index|required|optional|primary|foreign|key)(?![\w])/i;

/** Reads what stands between the braces. What Mermaid refuses is a problem, and is read as it was meant. */
export function readAttributes(
  text: string,
  tokens: readonly Token[],
): { readonly attributes: readonly DiagramAttribute[]; readonly problems: readonly SpecProblem[] } {
  const strict = readStrictly(tokens);
  const lines = linesOf(text, tokens);
  if (strict && !lines.some(isSlip)) return { attributes: strict, problems: [] };
  const problems = lines.flatMap((line) => problemOf(text, line, strict !== undefined) ?? []);
  if (!strict && problems.length === 0) {
    const [first] = tokens;
    problems.push({
      message:
        'Mermaid can’t read these attributes: each is a type, a name, perhaps keys, perhaps a comment in quotes.',
      span: first!.span,
    });
  }
  return { attributes: lines.flatMap((line) => readLine(text, line)), problems };
}

/** By Mermaid's own grammar; undefined where it refuses. */
function readStrictly(tokens: readonly Token[]): DiagramAttribute[] | undefined {
  const attributes: DiagramAttribute[] = [];
  for (let at = 0; at < tokens.length;) {
    const type = tokens[at++]!;
    if (type.kind !== 'word') return undefined;
    const mark = tokens[at]?.kind === '?' ? [tokens[at++]!] : [];
    const name = tokens[at++];
    if (name?.kind !== 'word') return undefined;
    const keys: Token[] = [];
    while (tokens[at]?.kind === 'key') {
      keys.push(tokens[at++]!);
      if (tokens[at]?.kind !== ',') break;
      if (tokens[++at]?.kind !== 'key') return undefined;
    }
    const comment = tokens[at]?.kind === 'string' ? tokens[at++] : undefined;
    attributes.push(attribute([type, ...mark], name, keys, comment));
  }
  return attributes;
}

function linesOf(text: string, tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  let before: Token | undefined;
  for (const token of tokens) {
    if (before && !/[\r\n]/.test(text.slice(before.span.end, token.span.start))) lines.at(-1)!.push(token);
    else lines.push([token]);
    before = token;
  }
  return lines;
}

/**
 * What Mermaid may take, and nobody means: words that don't make pairs of type and name, so that one of the next line
 * is taken for the missing one; a constraint as the type of a second attribute; a comma as part of a name.
 */
function isSlip(line: readonly Token[]): boolean {
  const words = line.filter(({ kind }) => kind === 'word');
  const odd = words.length % 2 === 1 && (words.length > 1 || line.length > 1);
  return (
    odd ||
    words.some(
      ({ text }, i) =>
        (i > 1 && i % 2 === 0 && (CONSTRAINTS.test(text) || JOINED.test(text))) || (i % 2 === 1 && text.endsWith(',')),
    )
  );
}

/** `PK_FK`: two keys in one word. */
const JOINED = /^[PFU]K(?:[_/-]?[PFU]K){1,2}$/i;

interface Parts {
  readonly type: readonly Token[];
  readonly name: Token;
  readonly keys: readonly Token[];
  /** Constraints in words, and whatever else has no place. */
  readonly rest: readonly Token[];
  readonly comment: Token | undefined;
}

/** What the line of an attribute is meant to say. */
function partsOf(line: readonly Token[]): Parts | undefined {
  const comment = line.at(-1)!.kind === 'string' ? line.at(-1) : undefined;
  const told = comment ? line.slice(0, -1) : line;
  const other = told.findIndex(
    (token, i) => i > 1 && (token.kind !== 'word' || CONSTRAINTS.test(token.text) || JOINED.test(token.text)),
  );
  const head = other < 0 ? told : told.slice(0, other);
  const tail = other < 0 ? [] : told.slice(other);
  if (head.length < 2 || head.some(({ kind }) => kind !== 'word' && kind !== '?')) return undefined;
  const isKey = ({ kind, text }: Token) => kind === 'key' || JOINED.test(text);
  const keys = tail.filter(isKey).flatMap((token): Token[] => [...token.text.matchAll(/[PFU]K/gi)].map(([text]) => ({ ...token, kind: 'key', text }))); // prettier-ignore
  const rest = tail.filter((token) => !isKey(token) && token.kind !== ',');
  return { type: head.slice(0, -1), name: head.at(-1)!, keys, rest, comment };
}

function readLine(text: string, line: readonly Token[]): readonly DiagramAttribute[] {
  const strict = isSlip(line) ? undefined : readStrictly(line);
  if (strict) return strict;
  const parts = partsOf(line);
  return parts ? [attribute(parts.type, parts.name, parts.keys, parts.comment, text)] : [];
}

function problemOf(text: string, line: readonly Token[], accepted: boolean): SpecProblem | undefined {
  if (readStrictly(line) && !isSlip(line)) return undefined;
  const severity = accepted ? ('warning' as const) : ('error' as const);
  const parts = partsOf(line);
  if (!parts || parts.name.text.endsWith(',') || parts.type.some(({ text: word }) => word.endsWith(',')))
    return brokenLine(line, severity);
  const { type, name, keys, rest, comment } = parts;
  const types = span(type[0]!.span.start, type.at(-1)!.span.end);
  const words = (at: Span) => text.slice(at.start, at.end);
  if (type.filter(({ kind }) => kind === 'word').length > 1) {
    const newText = words(types).trim().replace(/\s+/g, '_');
    return {
      message: `Mermaid takes one word for a type, and \`${words(types)}\` is several. Write \`${newText}\`.`,
      span: types,
      severity,
      fixes: [{ title: `Write \`${newText}\``, edits: [{ span: types, newText }] }],
    };
  }
  const listed = keys.map((token) => token.text.toUpperCase()).join(', ');
  if (rest.length > 0) {
    const others = rest.map((token) => token.text.replaceAll('"', '')).join(' ');
    const told = [others, ...(comment ? [comment.text.slice(1, -1)] : [])].join('; ');
    const end = (comment ?? line.at(-1)!).span.end;
    const newText = `${words(name.span)}${listed && ` ${listed}`} "${told}"`;
    return {
      message: `Behind its name an attribute has only PK, FK and UK, and a comment in quotes: Mermaid refuses \`${others}\`. Put it into the comment.`,
      span: span(rest[0]!.span.start, rest.at(-1)!.span.end),
      severity,
      fixes: [{ title: `Write \`"${told}"\``, edits: [{ span: span(name.span.start, end), newText }] }],
    };
  }
  if (keys.length > 1) {
    const at = span(keys[0]!.span.start, keys.at(-1)!.span.end);
    return {
      message: `Mermaid wants commas between keys. Write \`${listed}\`.`,
      span: at,
      severity,
      fixes: [{ title: `Write \`${listed}\``, edits: [{ span: at, newText: listed }] }],
    };
  }
  return brokenLine(line, severity);
}

function brokenLine(line: readonly Token[], severity: 'error' | 'warning'): SpecProblem | undefined {
  const at = span(line[0]!.span.start, line.at(-1)!.span.end);
  const key = line.find(({ kind }, i) => kind === 'key' && i < 2);
  if (key)
    return {
      message: `\`${key.text}\` is a key for Mermaid and can’t be a name. Call the attribute something else.`,
      span: key.span,
      severity,
    };
  const comma = line.find(({ kind, text }, i) => i > 0 && kind === 'word' && text.endsWith(','));
  if (comma) {
    const place = span(comma.span.end - 1, comma.span.end);
    return {
      message: 'Mermaid takes the comma for a part of the name. Attributes stand behind one another without commas.',
      span: place,
      severity,
      fixes: [{ title: 'Remove `,`', edits: [{ span: place, newText: '' }] }],
    };
  }
  const bad = line.find(({ kind }) => kind === 'unknown');
  if (bad?.text === '{')
    return {
      message: 'An entity starts here, and the one above is not closed. Add `}` before it.',
      span: at,
      severity,
    };
  if (bad)
    return {
      message: `\`${bad.text}\` can’t stand in an attribute. Each is a type, a name, perhaps keys, perhaps a comment in quotes.`,
      span: bad.span,
      severity,
    };
  if (line.length === 1 && line[0]!.kind === 'word')
    return { message: `An attribute is a type and a name: here is only \`${line[0]!.text}\`.`, span: at, severity };
  return {
    message: 'Mermaid can’t read this attribute: it is a type, a name, perhaps keys, perhaps a comment in quotes.',
    span: at,
    severity,
  };
}

function attribute(
  type: readonly Token[],
  name: Token,
  keys: readonly Token[],
  comment?: Token,
  text?: string,
): DiagramAttribute {
  const words = type.filter(({ kind }) => kind === 'word');
  const [first] = words as [Token];
  const at = span(first.span.start, words.at(-1)!.span.end);
  return {
    name: plain(name),
    nameSpan: unticked(name),
    type:
      words.length === 1
        ? { text: plain(first), span: unticked(first) }
        : { text: text!.slice(at.start, at.end), span: at },
    nullable: words.length < type.length,
    keys: keys.map((token) => ({ key: token.text.toUpperCase() as AttributeKey, span: token.span })),
    ...(comment && {
      comment: { text: comment.text.slice(1, -1), span: span(comment.span.start + 1, comment.span.end - 1) },
    }),
    span: span(first.span.start, (comment ?? keys.at(-1) ?? name).span.end),
  };
}

function plain({ text }: Token): string {
  return text.startsWith('`') ? text.slice(1, -1) : text;
}

function unticked({ text, span: at }: Token): Span {
  return text.startsWith('`') ? span(at.start + 1, at.end - 1) : at;
}
