import type { ColumnLayout } from './facts';
import { parseType } from './types';

/** A column as the schema has it, in words of a document. */
export interface DescribedColumn {
  readonly name: string;
  readonly type: string;
  readonly primaryKey: boolean;
  readonly notNull: boolean;
  readonly unique: boolean;
  /** SQL, without casts that say nothing. */
  readonly default?: string;
  /** The table as the document calls it. */
  readonly references?: { readonly entity: string; readonly column: string; readonly onDelete?: string };
  /** Part of any foreign key, also of one of several columns. */
  readonly foreign?: boolean;
  /** Of an enum type or a CHECK. */
  readonly values?: readonly string[];
  readonly comment?: string;
}

/** A line of a list, without its line end: `- id: UUID (PK)` in the manner of a sample. */
export function columnItem(column: DescribedColumn, sample: string): string {
  const prefix = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/.exec(sample)?.[0] ?? '- ';
  const rest = sample.slice(prefix.length);
  const bold = rest.startsWith('**') ? '**' : '';
  const tick = rest.startsWith(`${bold}\``) ? '`' : '';
  const name = `${bold}${tick}${column.name}${tick}${bold}`;
  const grouped = /^[*`]{0,3}[\w$]+[*`]{0,3}\s*\(/u.test(rest);
  const type = typeOf(column, isUpper(rest));
  if (grouped) return `${prefix}${name} (${[type, ...flagsOf(column, true)].join(', ')})`;
  const arrow = column.references && `(FK → ${column.references.entity})`;
  const flags = [...(column.primaryKey ? ['(PK)'] : []), ...(arrow ? [arrow] : []), ...flagsOf(column, false)];
  // A word that is no known type is only read as one with a schema or a flag.
  const isTold = flags.length > 0 || /[_.]/.test(type) || parseType(type).families !== undefined;
  return `${prefix}${name}: ${[isTold ? type : `public.${type}`, ...flags].join(' ')}`;
}

/** A row of a table, in the manner of one that is there. */
export function columnRow(
  column: DescribedColumn,
  { sample, cells }: Extract<ColumnLayout, { kind: 'table' }>,
): string {
  const parts = splitRow(sample);
  const has = (role: string) => cells.includes(role);
  const upper = isUpper(parts.cells[cells.indexOf('type')] ?? '');
  const written = cells.map((role, i) => {
    const like = parts.cells[i] ?? '';
    switch (role) {
      case 'name':
        return like.includes('`') ? `\`${column.name}\`` : column.name;
      case 'type': {
        const type = typeOf(column, upper);
        return like.includes('`') ? `\`${type}\`` : type;
      }
      case 'constraints':
        return constraintsOf(column, has).join(', ');
      case 'nullable':
        return answer(!column.notNull, like, 'YES', 'NO');
      case 'required':
        return answer(column.notNull, like, 'yes', 'no');
      case 'primary':
        return column.primaryKey ? '✓' : '';
      case 'unique':
        return column.unique ? '✓' : '';
      case 'default':
        return column.default === undefined
          ? /^[—–-]$/.test(like.trim())
            ? like.trim()
            : ''
          : `\`${column.default}\``;
      case 'references':
        return column.references ? `${column.references.entity}.${column.references.column}` : '';
      case 'notes':
        return [...(has('constraints') ? [] : constraintsOf(column, has)), ...(column.comment ? [oneLine(column.comment)] : [])].join('. '); // prettier-ignore
      default:
        return '';
    }
  });
  const row = written.map((cell) => (cell === '' ? ' ' : ` ${cell.replaceAll('|', '\\|')} `)).join('|');
  return `${parts.indent}${parts.open ? '|' : ''}${parts.open ? row : row.trimStart()}${parts.close ? '|' : ''}`;
}

/** What is said of a column in one cell or behind its type, as far as nothing else in the row says it. */
function constraintsOf(column: DescribedColumn, has: (role: string) => boolean): string[] {
  const { references } = column;
  return [
    ...(column.primaryKey && !has('primary') ? ['PK'] : []),
    ...(column.notNull && !column.primaryKey && !has('nullable') && !has('required') ? ['NOT NULL'] : []),
    ...(column.unique && !has('unique') ? ['UNIQUE'] : []),
    ...(column.default !== undefined && !has('default') ? [`DEFAULT ${column.default}`] : []),
    ...(references && !has('references')
      ? [`FK → ${references.entity}.${references.column}${onDelete(references)}`]
      : []),
    ...(column.values ? [checkOf(column.name, column.values)] : []),
  ];
}

function flagsOf(column: DescribedColumn, all: boolean): string[] {
  return [
    ...(all && column.primaryKey ? ['PK'] : []),
    ...(all && column.references ? [`FK → ${column.references.entity}`] : []),
    ...(column.unique ? ['UNIQUE'] : []),
    ...(column.notNull && !column.primaryKey ? ['NOT NULL'] : []),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default}`]),
    ...(column.references?.onDelete ? [`ON DELETE ${column.references.onDelete}`] : []),
  ];
}

function typeOf(column: DescribedColumn, upper: boolean): string {
  if (column.values && !column.type.includes('[')) return `ENUM(${listOf(column.values)})`;
  // A type of the schema's own keeps its name.
  return upper && parseType(column.type).families ? column.type.toUpperCase() : column.type;
}

function checkOf(name: string, values: readonly string[]): string {
  return `CHECK (${name} IN (${listOf(values)}))`;
}

function listOf(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}

function onDelete({ onDelete: action }: { readonly onDelete?: string }): string {
  return action ? ` ON DELETE ${action}` : '';
}

/** Whether a sample's types are in capitals. */
function isUpper(sample: string): boolean {
  return /(?<![\p{L}\p{N}_'])(?:UUID|TEXT|VARCHAR|INTEGER|INT|BIGINT|BOOLEAN|TIMESTAMP|TIMESTAMPTZ|DATE|NUMERIC|DECIMAL|JSONB?|CHAR)(?![\p{L}\p{N}_])/u.test(sample); // prettier-ignore
}

/** Yes or no, in the words of another cell of that column. */
function answer(yes: boolean, like: string, yesWord: string, noWord: string): string {
  const word = like.replace(/[`*\s]/g, '');
  const pairs = [
    ['YES', 'NO'], ['Yes', 'No'], ['yes', 'no'], ['Y', 'N'], ['y', 'n'], ['true', 'false'], ['✓', ''], ['✅', '❌'], ['✔', ''],
    ['да', 'нет'], ['예', '아니오'], ['是', '否'], ['Sí', 'No'], ['sí', 'no'], ['Ja', 'Nein'], ['ja', 'nein'],
    ['Oui', 'Non'], ['oui', 'non'], ['Sim', 'Não'], ['sim', 'não'],
  ]; // prettier-ignore
  const pair = pairs.find((each) => each.includes(word) && word !== '') ?? [yesWord, noWord];
  return yes ? pair[0]! : pair[1]!;
}

interface RowParts {
  readonly indent: string;
  readonly open: boolean;
  readonly close: boolean;
  readonly cells: readonly string[];
}

function splitRow(row: string): RowParts {
  const indent = /^\s*/.exec(row)![0];
  const inner = row.trim();
  const open = inner.startsWith('|');
  const close = /(?<!\\)\|$/.test(inner) && inner.length > 1;
  const cells = inner.slice(open ? 1 : 0, close ? -1 : undefined).split(/(?<!\\)\|/);
  return { indent, open, close, cells };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
