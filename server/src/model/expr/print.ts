import { formatSqlType, quoteIdentifier, quoteLiteral } from './format';
import { sqlSyntax } from './print-sql-syntax';
import { parts, type Call, type Case, type Cast, type Const, type Expr, type Subscript } from './tree';

const INDENT = 4;
const MAX_INDENT = 40;

/** As `pg_get_expr` of PostgreSQL prints it, not prettily. What isn't understood is printed about as it was written. */
export function print(expr: Expr): string {
  const printer = new Printer();
  printer.node(expr, false);
  return printer.text;
}

/** As a key of an index is printed: in parentheses unless it is a column or a call, and with its collation behind. */
export function printIndexKey(expr: Expr): string {
  if (expr.kind === 'collate') {
    const collation = expr.collation === '"default"' ? '' : ` COLLATE ${expr.collation}`;
    return printIndexKey(expr.arg) + collation;
  }
  return expr.kind === 'column' || looksLikeFunction(expr) ? print(expr) : `(${print(expr)})`;
}

/** Is every part of it understood, so that its text is PostgreSQL's? */
export function isComplete(expr: Expr): boolean {
  if (expr.type === undefined || expr.kind === 'subquery' || expr.kind === 'unread') return false;
  if (expr.kind === 'call' && (expr.over || expr.withinGroup || expr.ordered)) return false;
  if (expr.kind === 'keyword-call' && expr.partly) return false;
  return parts(expr).every(isComplete);
}

function looksLikeFunction(expr: Expr): boolean {
  return expr.kind === 'call' || expr.kind === 'nullif' || expr.kind === 'keyword-call' || expr.kind === 'keyword';
}

/** `get_rule_expr` of ruleutils.c. */
class Printer {
  text = '';
  private level = 0;

  /** `showImplicit`: are conversions shown that nobody wrote? */
  node(expr: Expr, showImplicit: boolean): void {
    switch (expr.kind) {
      case 'const':
        return this.constant(expr, true);
      case 'column':
      case 'keyword':
      case 'unread':
        return this.add(expr.text);
      case 'cast':
        if (expr.format === 'implicit' && !showImplicit) return this.node(expr.arg, false);
        return this.cast(expr);
      case 'collate':
        return this.around('(', ` COLLATE ${expr.collation})`, () => this.node(expr.arg, showImplicit));
      case 'op':
        return this.operation(expr.operator, expr.args);
      case 'distinct':
        return this.operation('IS DISTINCT FROM', expr.args);
      case 'nullif':
        return this.around('NULLIF(', ')', () => this.list(expr.args, true));
      case 'any':
        return this.around('(', '))', () => {
          this.node(expr.args[0], true);
          this.add(` ${expr.operator} ${expr.all ? 'ALL' : 'ANY'} (`);
          this.node(expr.args[1], true);
        });
      case 'logic':
        if (expr.op === 'NOT') return this.around('(NOT ', ')', () => this.list(expr.args, false));
        return this.around('(', ')', () => this.list(expr.args, false, ` ${expr.op} `));
      case 'call':
        return this.call(expr);
      case 'named':
        this.add(`${quoteIdentifier(expr.name)} => `);
        return this.node(expr.arg, showImplicit);
      case 'keyword-call':
        return this.around(`${expr.name}(${expr.before ?? ''}`, `${expr.after ?? ''})`, () =>
          this.list(expr.args, true),
        );
      case 'case':
        return this.case(expr);
      case 'case-test':
        return this.add('CASE_TEST_EXPR');
      case 'array':
        this.around('ARRAY[', ']', () => this.list(expr.elements, true));
        if (expr.elements.length === 0 && expr.type) this.add(`::${formatSqlType({ ...expr.type, modifiers: [] })}`);
        return;
      case 'row':
        this.around('ROW(', ')', () => this.list(expr.args, true));
        if (expr.cast && expr.type) this.add(`::${formatSqlType(expr.type)}`);
        return;
      case 'row-comparison':
        return this.around('(ROW(', '))', () => {
          this.list(expr.left, true);
          this.add(`) ${expr.operator} ROW(`);
          this.list(expr.right, true);
        });
      case 'test':
        // The one test that PostgreSQL prints without parentheses.
        if (expr.text === ' IS DOCUMENT') {
          this.node(expr.arg, false);
          return this.add(expr.text);
        }
        return this.around('(', `${expr.text})`, () => this.node(expr.arg, expr.showImplicit));
      case 'subscript':
        return this.subscript(expr);
      case 'field': {
        const open = expr.arg.kind !== 'subscript' && expr.arg.kind !== 'field';
        this.around(open ? '(' : '', open ? ')' : '', () => this.node(expr.arg, true));
        return this.add(`.${quoteIdentifier(expr.name)}`);
      }
      case 'subquery':
        return this.add(`(${expr.prefix}( SELECT …))`);
    }
  }

  add(text: string): void {
    this.text += text;
  }

  around(open: string, close: string, inner: () => void): void {
    this.add(open);
    inner();
    this.add(close);
  }

  list(all: readonly Expr[], showImplicit: boolean, between = ', '): void {
    for (const [i, each] of all.entries()) {
      if (i > 0) this.add(between);
      this.node(each, showImplicit);
    }
  }

  private operation(operator: string, args: readonly Expr[]): void {
    this.add('(');
    const [first, second] = args;
    if (first && second) {
      this.node(first, true);
      this.add(` ${operator} `);
      this.node(second, true);
    } else if (first) {
      this.add(`${operator} `);
      this.node(first, true);
    }
    this.add(')');
  }

  private cast({ arg, type, typeText }: Cast): void {
    const name = type ? formatSqlType(type) : typeText;
    const same =
      arg.kind === 'const' && type && arg.type && arg.type.modifiers.length === 0 && sameType(arg.type, type);
    if (arg.kind === 'const' && same) this.constant(arg, false);
    else this.around('(', ')', () => this.node(arg, false));
    this.add(`::${name ?? ''}`);
  }

  /** `get_const_expr`; without label where a type is written behind it anyway. */
  private constant({ type, value }: Const, labelled: boolean): void {
    const name = type && !type.array && type.builtIn ? type.name : undefined;
    const label = () => (labelled && type ? this.add(`::${formatSqlType(type)}`) : undefined);
    if (value === undefined) {
      this.add('NULL');
      label();
    } else if (name === 'bool') {
      this.add(value === 't' ? 'true' : value === 'f' ? 'false' : quoteLiteral(value));
    } else if (name === 'int4' && /^\d/.test(value)) {
      this.add(value);
    } else if (name === 'numeric' && /^\d.*[eE.]/.test(value)) {
      this.add(value);
      if (type!.modifiers.length > 0) label();
    } else {
      this.add(quoteLiteral(value));
      if (name !== 'unknown') label();
    }
  }

  private call(expr: Call): void {
    if (expr.sqlSyntax && sqlSyntax(this, expr.name, expr.args)) return;
    this.add(`${expr.name}(${expr.distinct ? 'DISTINCT ' : ''}${expr.star ? '*' : ''}`);
    for (const [i, arg] of expr.args.entries()) {
      if (i > 0) this.add(', ');
      if (expr.variadic && i === expr.args.length - 1) this.add('VARIADIC ');
      this.node(arg, true);
    }
    if (expr.filter) {
      this.add(') FILTER (WHERE ');
      this.node(expr.filter, false);
    }
    this.add(expr.over ? ') OVER (?)' : ')');
  }

  private case(expr: Case): void {
    this.keyword('CASE', 0, INDENT);
    if (expr.arg) {
      this.add(' ');
      this.node(expr.arg, true);
    }
    for (const { when, then } of expr.whens) {
      this.keyword('WHEN ', 0, 0);
      this.node(comparedWith(when), false);
      this.add(' THEN ');
      this.node(then, true);
    }
    this.keyword('ELSE ', 0, 0);
    this.node(expr.otherwise, true);
    this.keyword('END', -INDENT, 0);
  }

  /** `appendContextKeyword` */
  private keyword(word: string, before: number, after: number): void {
    this.level += before;
    const over = Math.floor((this.level - MAX_INDENT) / 4);
    const indent = this.level < MAX_INDENT ? Math.max(this.level, 0) : (MAX_INDENT + over) % MAX_INDENT;
    let end = this.text.length;
    while (this.text[end - 1] === ' ') end--;
    this.text = `${this.text.slice(0, end)}\n${' '.repeat(indent)}${word}`;
    this.level = Math.max(0, this.level + after);
  }

  private subscript({ arg, subscripts }: Subscript): void {
    const open = arg.kind !== 'column' && arg.kind !== 'field';
    this.around(open ? '(' : '', open ? ')' : '', () => this.node(arg, true));
    for (const { lower, upper, slice } of subscripts) {
      this.add('[');
      if (lower) this.node(lower, false);
      if (slice) this.add(':');
      if (upper) this.node(upper, false);
      this.add(']');
    }
  }
}

/** Of the comparison that `WHEN 1` stands for only the 1 is printed. */
function comparedWith(when: Expr): Expr {
  if (when.kind !== 'op' || when.args.length !== 2) return when;
  let left = when.args[0]!;
  while (left.kind === 'cast' && left.format === 'implicit') left = left.arg;
  return left.kind === 'case-test' ? when.args[1]! : when;
}

function sameType(a: { name: string; array: boolean }, b: { name: string; array: boolean }): boolean {
  return a.name === b.name && a.array === b.array;
}
