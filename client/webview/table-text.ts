/** The texts of a table that is near enough to read: its title, and a row for each column. */
import { chipText } from '../../server/src/diagram/chips';
import {
  badgeOf,
  CODE_SIZE,
  NAME_AT,
  PAD,
  ROW,
  TEXT_SIZE,
  textWidth,
  TITLE,
  type Metrics,
} from '../../server/src/diagram/measure';
import type { SceneTable } from '../../server/src/diagram/scene';
import { shorten } from '../../server/src/diagram/svg';
import type { State } from './state';
import type { Theme } from './theme';

interface Texts {
  readonly name: string;
  readonly prefix: string;
  readonly prefixWidth: number;
  readonly badge: string;
  readonly rows: readonly {
    readonly name: string;
    readonly right: string;
    readonly isChip: boolean;
    readonly mark: string;
  }[];
}

export function paintTexts(
  context: CanvasRenderingContext2D,
  shown: SceneTable,
  state: State,
  theme: Theme,
  hair: number,
): void {
  const { table, x, y, width, rows } = shown;
  const texts = textsFor(shown, state.metrics);
  const marks = state.marks?.tables[table.key];
  context.textBaseline = 'middle';
  const titleY = y + TITLE / 2 + 1;
  if (texts.prefix) {
    context.font = `${TEXT_SIZE}px ${theme.textFont}`;
    context.fillStyle = theme.dim;
    context.fillText(texts.prefix, x + PAD, titleY);
  }
  context.font = `600 ${TEXT_SIZE}px ${theme.textFont}`;
  context.fillStyle = theme.text;
  context.fillText(texts.name, x + PAD + texts.prefixWidth, titleY);
  if (texts.badge) {
    context.font = `10px ${theme.textFont}`;
    context.fillStyle = theme.dim;
    context.textAlign = 'right';
    context.fillText(texts.badge, x + width - PAD, titleY);
    context.textAlign = 'left';
  }
  let font = '';
  const setFont = (next: string) => {
    if (font !== next) context.font = font = next;
  };
  const text = `${TEXT_SIZE}px ${theme.textFont}`;
  const strong = `600 ${TEXT_SIZE}px ${theme.textFont}`;
  const code = `${CODE_SIZE}px ${theme.codeFont}`;
  const small = `600 9px ${theme.textFont}`;
  const left = x + (table.kind === 'enum' ? PAD : NAME_AT);
  for (const [i, column] of rows.entries()) {
    const middle = y + TITLE + (i + 0.5) * ROW + 1;
    const { name, mark, right, isChip } = texts.rows[i]!;
    if (mark) {
      setFont(small);
      context.fillStyle = column.primaryKey ? theme.key : theme.dim;
      context.fillText(mark, x + PAD, middle);
    }
    if (table.kind !== 'enum') {
      context.beginPath();
      context.arc(x + 31, middle - 1, 2.5, 0, 7);
      if (column.personal !== undefined) {
        context.fillStyle = context.strokeStyle = theme.personal;
      } else context.fillStyle = context.strokeStyle = theme.dim;
      context.lineWidth = Math.min(1, hair * 1.2);
      if (column.notNull) context.fill();
      else context.stroke();
    }
    setFont(column.primaryKey ? strong : text);
    const severity = marks?.columns[column.name];
    context.fillStyle = theme.text;
    context.fillText(name, left, middle);
    if (severity && severity !== 'hint') {
      context.fillStyle = severity === 'error' ? theme.error : severity === 'warning' ? theme.warning : theme.info;
      context.fillRect(left, middle + 7, context.measureText(name).width, 1.5);
    }
    if (!right) continue;
    setFont(isChip ? text : code);
    context.textAlign = 'right';
    context.fillStyle = isChip ? theme.key : theme.dim;
    context.fillText(right, x + width - PAD, middle);
    context.textAlign = 'left';
  }
}

/** What was cut to fit is kept with the table. */
const known = new WeakMap<SceneTable, Texts>();

function textsFor(shown: SceneTable, metrics: Metrics): Texts {
  let texts = known.get(shown);
  if (!texts) known.set(shown, (texts = textsOf(shown, metrics)));
  return texts;
}

function textsOf({ table, rows, chips, width }: SceneTable, metrics: Metrics): Texts {
  const measure = (text: string) => textWidth(text, metrics.text);
  const strong = (text: string) => textWidth(text, metrics.strong);
  const prefix = table.schema === 'public' || table.schema === '' ? '' : `${table.schema}.`;
  const badge = badgeOf(table);
  const prefixWidth = prefix ? measure(prefix) : 0;
  const badgeWidth = badge ? measure(badge) * 0.85 + 10 : 0;
  const left = table.kind === 'enum' ? PAD : NAME_AT;
  return {
    prefix,
    prefixWidth,
    badge,
    name: shorten(table.name, width - 2 * PAD - prefixWidth - badgeWidth, strong),
    rows: rows.map((column) => {
      const own = column.primaryKey ? strong : measure;
      const name = shorten(column.name, width - left - PAD, own);
      const room = width - left - own(name) - PAD - 12;
      const chip = chips?.get(column.name);
      return {
        name,
        right: chip
          ? shorten(chipText(chip), room, measure)
          : shorten(column.type, room, (text) => text.length * metrics.code),
        isChip: chip !== undefined,
        mark: column.primaryKey ? 'PK' : column.foreignKey ? 'FK' : column.unique ? 'U' : '',
      };
    }),
  };
}
