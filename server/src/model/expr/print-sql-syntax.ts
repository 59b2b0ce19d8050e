import type { Expr } from './tree';

/** Where text and expressions are printed to. */
interface Output {
  add(text: string): void;
  node(expr: Expr, showImplicit: boolean): void;
}

/** What stands before the arguments, between them and behind them, and in which order they come. */
interface Syntax {
  readonly pieces: readonly string[];
  readonly order: readonly number[];
}

/** `get_func_sql_syntax` of ruleutils.c, by the function's name and its number of arguments. */
const SYNTAX: Readonly<Record<string, Syntax>> = {
  'timezone/2': { pieces: ['(', ' AT TIME ZONE ', ')'], order: [1, 0] },
  'timezone/1': { pieces: ['(', ' AT LOCAL)'], order: [0] },
  'overlaps/4': { pieces: ['((', ', ', ') OVERLAPS (', ', ', '))'], order: [0, 1, 2, 3] },
  'extract/2': { pieces: ['EXTRACT(', ' FROM ', ')'], order: [0, 1] },
  'is_normalized/1': { pieces: ['(', ' IS NORMALIZED)'], order: [0] },
  'is_normalized/2': { pieces: ['(', ' IS ', ' NORMALIZED)'], order: [0, 1] },
  'pg_collation_for/1': { pieces: ['COLLATION FOR (', ')'], order: [0] },
  'normalize/1': { pieces: ['NORMALIZE(', ')'], order: [0] },
  'normalize/2': { pieces: ['NORMALIZE(', ', ', ')'], order: [0, 1] },
  'overlay/3': { pieces: ['OVERLAY(', ' PLACING ', ' FROM ', ')'], order: [0, 1, 2] },
  'overlay/4': { pieces: ['OVERLAY(', ' PLACING ', ' FROM ', ' FOR ', ')'], order: [0, 1, 2, 3] },
  'position/2': { pieces: ['POSITION((', ') IN (', '))'], order: [1, 0] },
  'substring/2': { pieces: ['SUBSTRING(', ' FROM ', ')'], order: [0, 1] },
  'substring/3': { pieces: ['SUBSTRING(', ' FROM ', ' FOR ', ')'], order: [0, 1, 2] },
  'btrim/1': { pieces: ['TRIM(BOTH FROM ', ')'], order: [0] },
  'btrim/2': { pieces: ['TRIM(BOTH ', ' FROM ', ')'], order: [1, 0] },
  'ltrim/1': { pieces: ['TRIM(LEADING FROM ', ')'], order: [0] },
  'ltrim/2': { pieces: ['TRIM(LEADING ', ' FROM ', ')'], order: [1, 0] },
  'rtrim/1': { pieces: ['TRIM(TRAILING FROM ', ')'], order: [0] },
  'rtrim/2': { pieces: ['TRIM(TRAILING ', ' FROM ', ')'], order: [1, 0] },
  'system_user/0': { pieces: ['SYSTEM_USER'], order: [] },
  'xmlexists/2': { pieces: ['XMLEXISTS((', ') PASSING (', '))'], order: [0, 1] },
};

/** Arguments that are words of the syntax, not values. */
const WORDS: Readonly<Record<string, number>> = { 'extract/2': 0, 'is_normalized/2': 1, 'normalize/2': 1 };

/** Prints a call in the syntax that SQL has for it; false where there is none. */
export function sqlSyntax(printer: Output, name: string, args: readonly Expr[]): boolean {
  const key = `${name.replaceAll('"', '')}/${args.length}`;
  const syntax = syntaxOf(key, args);
  if (!syntax) return false;
  printer.add(syntax.pieces[0]!);
  for (const [i, index] of syntax.order.entries()) {
    const arg = args[index]!;
    if (WORDS[key] === index && arg.kind === 'const') printer.add(arg.value ?? '');
    else printer.node(arg, false);
    printer.add(syntax.pieces[i + 1]!);
  }
  return true;
}

function syntaxOf(key: string, args: readonly Expr[]): Syntax | undefined {
  const second = args[1]?.type?.name;
  if (key === 'substring/2' && second === 'text') return undefined;
  if (key === 'substring/3' && second === 'text') {
    return { pieces: ['SUBSTRING(', ' SIMILAR ', ' ESCAPE ', ')'], order: [0, 1, 2] };
  }
  return SYNTAX[key];
}
