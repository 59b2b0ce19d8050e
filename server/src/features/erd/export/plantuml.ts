import type { Cardinality, DiagramTable, DiagramView } from '../../../diagram/view';

const LEFT: Readonly<Record<Cardinality, string>> = {
  one: '||',
  'zero-or-one': '|o',
  'zero-or-more': '}o',
  'one-or-more': '}|',
};
const RIGHT: Readonly<Record<Cardinality, string>> = {
  one: '||',
  'zero-or-one': 'o|',
  'zero-or-more': 'o{',
  'one-or-more': '|{',
};

/** A diagram as PlantUML. */
export function plantumlOf({ tables, relations }: DiagramView): string {
  const alias = new Map(tables.map(({ key }, i) => [key, `t${i + 1}`]));
  return [
    '@startuml',
    'hide circle',
    'skinparam linetype ortho',
    ...tables.flatMap((table) => entity(table, alias.get(table.key)!)),
    ...relations.flatMap(({ from, to, fromCardinality, toCardinality, identifying, fromColumns, use }) => {
      const [left, right] = [alias.get(to), alias.get(from)];
      if (left === undefined || right === undefined) return [];
      if (use) return [`${right} ..> ${left} : uses`];
      const label = fromColumns.length > 0 ? ` : ${line(fromColumns.join(', '))}` : '';
      return [`${left} ${LEFT[toCardinality]}${identifying ? '--' : '..'}${RIGHT[fromCardinality]} ${right}${label}`];
    }),
    '@enduml',
    '',
  ].join('\n');
}

function entity(table: DiagramTable, alias: string): string[] {
  const row = ({ name, type, notNull, primaryKey, foreignKey, unique }: DiagramTable['columns'][number]) => {
    const marks = [primaryKey && '<<PK>>', foreignKey && '<<FK>>', unique && !primaryKey && '<<UK>>'];
    const typed = type === '' ? '' : ` : ${line(type)}`;
    return `  ${notNull ? '* ' : ''}${line(name)}${typed}${marks.map((mark) => (mark === false ? '' : ` ${mark}`)).join('')}`;
  };
  const keys = table.columns.filter(({ primaryKey }) => primaryKey);
  const rest = table.columns.filter(({ primaryKey }) => !primaryKey);
  const name = table.schema === 'public' || table.schema === '' ? table.name : `${table.schema}.${table.name}`;
  const kind = table.kind === 'enum' ? 'enum' : 'entity';
  return [
    `${kind} "${line(name).replaceAll('"', "'")}" as ${alias} {`,
    ...keys.map(row),
    ...(keys.length > 0 && rest.length > 0 ? ['  --'] : []),
    ...rest.map(row),
    '}',
  ];
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[{}]/g, '');
}
