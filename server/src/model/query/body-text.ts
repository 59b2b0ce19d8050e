import type { CreateFunctionStmt, DefElem, DoStmt, Node } from '@pgsql/types';
import { strings, type QueryText } from './text';

/** The code of a function or DO block, out of its quotes. */
export interface BodyText {
  readonly language: string;
  readonly code: string;
  /** The place in the statement of an offset in the code. */
  place(offset: number): number;
}

/** The code of a body that is a string; undefined where it can't be found or isn't one. */
export function bodyText(text: QueryText, stmt: CreateFunctionStmt | DoStmt): BodyText | undefined {
  const nodes = 'args' in stmt ? stmt.args : 'options' in stmt ? stmt.options : undefined;
  const options = (nodes ?? []).flatMap((node): DefElem[] => ('DefElem' in node ? [node.DefElem] : []));
  const language = strings([options.find((option) => option.defname === 'language')?.arg ?? STRING])[0]!.toLowerCase();
  const as = options.find((option) => option.defname === 'as');
  const value = as?.arg && 'List' in as.arg ? as.arg.List.items : as?.arg && [as.arg];
  if (!as || value?.length !== 1) return undefined;
  let index = text.index(as.location);
  if (text.word(index) === 'as') index++;
  const literal = literalAt(text, index);
  if (!literal || literal.code !== strings(value)[0]) return undefined;
  return { language: language || 'plpgsql', ...literal };
}

const STRING: Node = { String: {} };

/** The value of a string at a token, with the place of each of its characters. */
export function literalAt(text: QueryText, index: number): Omit<BodyText, 'language'> | undefined {
  const token = text.tokens[index];
  if (!token?.closed) return undefined;
  const written = text.sql.slice(token.start, token.end);
  if (token.kind === 'dollar') {
    const quote = written.indexOf('$', 1) + 1;
    const start = token.start + quote;
    return { code: written.slice(quote, -quote), place: (offset) => start + offset };
  }
  if (token.kind !== 'string') return undefined;
  const open = written.indexOf("'");
  const prefix = written.slice(0, open).toLowerCase();
  if (prefix !== '' && prefix !== 'e') return undefined;
  return unescaped(written.slice(open + 1, -1), token.start + open + 1, prefix === 'e');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescaped(inner: string, start: number, backslashes: boolean): Omit<BodyText, 'language'> {
  const places: number[] = [];
  let code = '';
  for (let i = 0; i < inner.length; i++) {
    places.push(start + i);
    const c = inner[i]!;
    if (c === "'") i++;
    if (c !== '\\' || !backslashes) {
      code += c;
      continue;
    }
    const next = inner[++i] ?? '';
    code += ESCAPES[next] ?? next;
  }
  places.push(start + inner.length);
  return { code, place: (offset) => places[offset] ?? start + inner.length };
}
