/** A diagram as a picture of its own. */
import { chipText } from './chips';
import { around } from './geometry';
import { badgeOf, CODE_SIZE, NAME_AT, PAD, ROW, TEXT_SIZE, textWidth, TITLE, type Metrics } from './measure';
import type { SceneLine, SceneTable } from './scene';
import { endsOf, lineOf } from './strokes';

/** CSS colours. */
export interface Colours {
  readonly ground: string;
  readonly box: string;
  readonly title: string;
  readonly border: string;
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly key: string;
}

export const PRINT: Colours = {
  ground: '#ffffff',
  box: '#ffffff',
  title: '#f0f2f5',
  border: '#c4c9d1',
  text: '#1f2329',
  dim: '#6a7280',
  line: '#8a92a0',
  key: '#0b61b8',
};

const MARGIN = 32;

export interface Picture {
  readonly tables: Iterable<SceneTable>;
  readonly lines: readonly SceneLine[];
  readonly title: string;
}

export function svgOf(picture: Picture, colours: Colours, metrics: Metrics): string {
  const tables = [...picture.tables];
  const all = around([
    ...tables,
    ...picture.lines.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 }))),
  ]);
  const [width, height] = [Math.ceil(all.width + 2 * MARGIN), Math.ceil(all.height + 2 * MARGIN)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${all.x - MARGIN} ${all.y - MARGIN} ${width} ${height}" width="${width}" height="${height}" role="img" font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" font-size="${TEXT_SIZE}">`,
    `<title>${escape(picture.title)}</title>`,
    `<rect x="${all.x - MARGIN}" y="${all.y - MARGIN}" width="${width}" height="${height}" fill="${colours.ground}"/>`,
    `<g fill="none" stroke="${colours.line}" stroke-width="1.25">`,
    ...picture.lines.map(
      ({ relation, points }) =>
        `<path d="${lineOf(points)}"${relation.use ? ' stroke-dasharray="2 4"' : ''}/><path d="${endsOf(relation, points)}" fill="${colours.ground}"/>`,
    ),
    '</g>',
    ...tables.map((table) => tableOf(table, colours, metrics)),
    '</svg>',
    '',
  ].join('\n');
}

function tableOf({ table, rows, chips, x, y, width, height }: SceneTable, colours: Colours, metrics: Metrics): string {
  const badge = badgeOf(table);
  const badgeWidth = badge ? textWidth(badge, metrics.text) * 0.85 + 18 : 0;
  const dashed =
    table.kind === 'view' || table.kind === 'matview' || table.kind === 'foreign' ? ' stroke-dasharray="4 3"' : '';
  const prefix = table.schema === 'public' || table.schema === '' ? '' : `${table.schema}.`;
  const name = shorten(table.name, width - 2 * PAD - badgeWidth - textWidth(prefix, metrics.text), (text) =>
    textWidth(text, metrics.strong),
  );
  const out = [
    '<g>',
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${colours.box}"/>`,
    rows.length > 0
      ? `<path d="M${x} ${y + TITLE}V${y + 5}a5 5 0 0 1 5 -5H${x + width - 5}a5 5 0 0 1 5 5V${y + TITLE}z" fill="${colours.title}"/>`
      : `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${colours.title}"/>`,
    rows.length > 0 ? `<path d="M${x} ${y + TITLE}H${x + width}" stroke="${colours.border}"/>` : '',
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="none" stroke="${colours.border}"${dashed}/>`,
    `<text x="${x + PAD}" y="${y + TITLE / 2 + 4}" fill="${colours.text}" font-weight="600">${prefix ? `<tspan font-weight="400" fill="${colours.dim}">${escape(prefix)}</tspan>` : ''}${escape(name)}</text>`,
    badge
      ? `<text x="${x + width - PAD}" y="${y + TITLE / 2 + 4}" fill="${colours.dim}" font-size="10" text-anchor="end">${badge}</text>`
      : '',
  ];
  for (const [i, column] of rows.entries()) {
    const at = y + TITLE + (i + 0.5) * ROW + 4;
    const chip = chips?.get(column.name);
    const right = chip ? chipText(chip) : column.type;
    const nameWidth = textWidth(column.name, column.primaryKey ? metrics.strong : metrics.text);
    const room = width - NAME_AT - nameWidth - PAD - 12;
    const mark = column.primaryKey ? 'PK' : column.foreignKey ? 'FK' : column.unique ? 'U' : '';
    if (mark) {
      out.push(
        `<text x="${x + PAD}" y="${at - 0.5}" font-size="9" font-weight="600" fill="${column.primaryKey ? colours.key : colours.dim}">${mark}</text>`,
      );
    }
    if (table.kind !== 'enum') {
      out.push(
        `<circle cx="${x + 31}" cy="${at - 4}" r="2.5" stroke="${colours.dim}" fill="${column.notNull ? colours.dim : 'none'}"/>`,
      );
    }
    out.push(
      `<text x="${x + NAME_AT}" y="${at}" fill="${colours.text}"${column.primaryKey ? ' font-weight="600"' : ''}>${escape(shorten(column.name, width - NAME_AT - PAD, (text) => textWidth(text, metrics.text)))}</text>`,
    );
    const shown = shorten(right, room, (text) => (chip ? textWidth(text, metrics.text) : text.length * metrics.code));
    if (shown) {
      out.push(
        chip
          ? `<text x="${x + width - PAD}" y="${at}" fill="${colours.key}" font-size="${CODE_SIZE}" text-anchor="end">${escape(shown)}</text>`
          : `<text x="${x + width - PAD}" y="${at}" fill="${colours.dim}" font-size="${CODE_SIZE}" text-anchor="end" font-family="Menlo, Consolas, 'DejaVu Sans Mono', monospace">${escape(shown)}</text>`,
      );
    }
  }
  return [...out, '</g>'].filter((line) => line !== '').join('\n');
}

/** As much of a text as there is room for. */
export function shorten(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  let end = text.length - 1;
  while (end > 0 && measure(`${text.slice(0, end)}…`) > room) end--;
  return end > 0 ? `${text.slice(0, end)}…` : '';
}

function escape(text: string): string {
  // Control characters are no XML.
  return [...text]
    .filter((char) => char >= ' ' || char === '\n' || char === '\t')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
