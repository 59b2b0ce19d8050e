import type { CreateFunctionStmt } from '@pgsql/types';
import { maskTemplates } from '../../sql/mask';
import { splitText } from '../../sql/split';
import type { Op } from '../facts';
import type * as Code from '../program/program';
import { CATALOGUE, statementOps, type Parse, type ReadStatement } from './body';
import { optionText } from './code';
import { Unreadable } from './code-reader';
import { ProgramReader, type ReadPlaced } from './program-reader';

type Program = Code.Program<Op>;
type Step = Code.Step<Op>;

interface Body {
  readonly start: number;
  readonly text: string;
}

/** A body that puts statements together, or asks the catalogue what to do. */
const COMPOSES = /\bexecute\s+(?!procedure\b|function\b|on\b)(?!\$?'[^']*'\s*;)/i;
const ACTS = /\b(?:create|alter|drop|comment|execute|perform|call)\b/i;
/** A body that calls what may put statements together. */
const CALLS = /\b(?:perform|call)\s+[\w."]+\s*\(|\bexecute\s+(?:\$\w*\$|')\s*(?:select|call)\b/i;

/** A body whose conditions ask a function. */
const ASKS = /\bif\s+(?:not\s+)?(?!exists\b|coalesce\b)[a-z_][\w.]*\s*\(/i;

/** A handler of errors that does something. */
const HANDLES = /\bexception\s+when\b[^;]*?\bthen\s+(?!null\b|raise\b|end\b|when\b)\w/i;

/** The program of a DO block that has to be run to know what it does; undefined for others, and where it isn't understood. */
export function bodyProgram(body: Body, parse: Parse, read: ReadStatement): Program | undefined {
  const { text } = body;
  const isStraight = !COMPOSES.test(text) && !CALLS.test(text) && !ASKS.test(text) && !HANDLES.test(text);
  if (isStraight && !(CATALOGUE.test(text) && ACTS.test(text))) return undefined;
  return readProgram(body, parse, (sql, start) => statementOps(sql, start, parse, read));
}

/** Short functions that give a text or an answer may put names together for others. */
const MAX_HELPER = 500;
const NAMES = /^(?:text|varchar|name|regclass|bool|int4)$/;

/** The program of a function that may be called for what it does to the schema, or for what it knows of it. */
export function functionProgram(
  { options, returnType }: CreateFunctionStmt,
  body: Body,
  parse: Parse,
  read: ReadStatement,
): Program | undefined {
  const language = optionText(options, 'language')?.toLowerCase();
  const returns = returnType?.names?.at(-1);
  if (returns && 'String' in returns && /trigger$/.test(returns.String.sval ?? '')) return undefined;
  const kind = returns && 'String' in returns ? (returns.String.sval ?? '') : '';
  const isHelper = body.text.length < MAX_HELPER && NAMES.test(kind);
  if (!isHelper && !CATALOGUE.test(body.text) && !ACTS.test(body.text) && !isList(body.text)) return undefined;
  const place = (sql: string, start: number) => statementOps(sql, start, parse, read);
  if (language === 'plpgsql') return readProgram(body, parse, place);
  return language === 'sql' ? sqlProgram(body, parse, place) : undefined;
}

/** A short function that may pass on what another one found. */
function isList(text: string): boolean {
  return text.length < 1_000 && /\breturn\s+(?:next|query)\b/i.test(text);
}

function readProgram(body: Body, parse: Parse, read: ReadPlaced): Program | undefined {
  // What a template stands for may be any name.
  if (maskTemplates(body.text) !== body.text) return undefined;
  try {
    return new ProgramReader(body.text, body.start, parse, read).read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The statements of a body in SQL: what the last query gives is returned. */
function sqlProgram({ text, start }: Body, parse: Parse, read: ReadPlaced): Program | undefined {
  if (maskTemplates(text) !== text) return undefined;
  const steps: Step[] = [];
  for (const piece of splitText(text)) {
    const sql = text.slice(piece.start, piece.end);
    const outcome = parse(sql);
    if (!outcome.ok) return undefined;
    if (!outcome.node) continue;
    const ops = 'SelectStmt' in outcome.node ? [] : read(sql, start + piece.start);
    if ('SelectStmt' in outcome.node) steps.push({ do: 'return query', rows: { query: outcome.node } });
    else steps.push(ops.length > 0 ? { do: 'ddl', ops } : { do: 'data', into: [] });
  }
  return steps;
}
