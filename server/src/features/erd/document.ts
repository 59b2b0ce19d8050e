import type { Cardinality, DiagramRelation, DiagramTable, DiagramView } from '../../diagram/view';
import type { SpecEntity, SpecFacts, SpecRelation } from '../../spec/facts';

/** The diagram of a document: its entities as it describes them, whether a schema has them or not. */
export function documentView({ entities, relations }: SpecFacts, file: string): DiagramView {
  const shown = entities.filter(({ placeholder }) => !placeholder);
  const byName = new Map<string, string>();
  const tables: DiagramTable[] = [];
  const owners: SpecEntity[] = [];
  for (const entity of shown) {
    const key = entityKey(entity);
    for (const name of [entity.name, entity.table?.name ?? '']) if (name) byName.set(normal(name), key);
    if (tables.some((table) => table.key === key)) continue;
    tables.push(entityView(entity, key, file));
    owners.push(entity);
  }
  // Entities that only relations name: Mermaid lets one leave out the attributes.
  for (const { from, to } of relations) {
    for (const { entity } of [from, to]) {
      if (byName.has(normal(entity))) continue;
      byName.set(normal(entity), entity);
      tables.push({ key: entity, schema: '', name: entity, kind: 'entity', tags: [], file, columns: [] });
    }
  }
  const made = new Map<string, DiagramRelation>();
  const pairs = new Set<string>();
  owners.forEach((entity, i) => {
    for (const column of entity.columns) {
      const to = column.references && byName.get(normal(column.references.entity));
      if (to === undefined || column.placeholder) continue;
      const from = tables[i]!.key;
      pairs.add([from, to].sort().join('\n'));
      made.set(`${from}.${column.name}`, {
        key: `${from}.${column.name}`,
        from,
        fromColumns: [column.name],
        to,
        toColumns: column.references!.column === undefined ? [] : [column.references!.column],
        fromCardinality: column.unique || isWholeKey(entity, column.name) ? 'zero-or-one' : 'zero-or-more',
        toCardinality: column.notNull === false ? 'zero-or-one' : 'one',
        identifying: column.primaryKey,
      });
    }
  });
  for (const relation of relations) {
    const made2 = relationOf(relation, byName);
    // What the columns say already isn't drawn a second time.
    if (made2 && !pairs.has([made2.from, made2.to].sort().join('\n'))) made.set(made2.key, made2);
  }
  return { tables: tables.sort((a, b) => (a.key < b.key ? -1 : 1)), relations: [...made.values()] };
}

export function entityKey({ name, schema }: SpecEntity): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '');
}

function isWholeKey(entity: SpecEntity, column: string): boolean {
  const key = entity.columns.filter(({ primaryKey }) => primaryKey);
  return key.length === 1 && key[0]!.name === column;
}

function entityView(entity: SpecEntity, key: string, file: string): DiagramTable {
  return {
    key,
    schema: entity.schema ?? '',
    name: entity.name,
    kind: 'entity',
    tags: [],
    file,
    columns: entity.columns
      .filter(({ placeholder }) => !placeholder)
      .map((column) => ({
        name: column.name,
        type: column.type?.text ?? '',
        primaryKey: column.primaryKey,
        foreignKey: column.references !== undefined,
        unique: column.unique,
        notNull: column.notNull ?? column.primaryKey,
      })),
  };
}

const MARKS: Readonly<Record<string, Cardinality>> = {
  '||': 'one',
  '|o': 'zero-or-one',
  'o|': 'zero-or-one',
  '}o': 'zero-or-more',
  'o{': 'zero-or-more',
  '}|': 'one-or-more',
  '|{': 'one-or-more',
};

/** `A ||--o{ B`, `1:N`, `one_to_many`: the side of many references the other one. */
function relationOf(
  { from, to, cardinality = '' }: SpecRelation,
  byName: ReadonlyMap<string, string>,
): DiagramRelation | undefined {
  const [left, right] = [byName.get(normal(from.entity)), byName.get(normal(to.entity))];
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = cardinalities(cardinality);
  const isMany = (side: Cardinality) => side === 'zero-or-more' || side === 'one-or-more';
  const turned = isMany(b) || !isMany(a);
  const [source, target] = turned ? [right, left] : [left, right];
  const [fromCardinality, toCardinality] = turned ? [b, a] : [a, b];
  return {
    key: `${left} ${cardinality} ${right}`,
    from: source,
    fromColumns: [],
    to: target,
    toColumns: [],
    fromCardinality,
    toCardinality,
    identifying: !/\.\.|\.-|-\./.test(cardinality),
  };
}

function cardinalities(written: string): [Cardinality, Cardinality] {
  const mermaid = /^(\|o|\|\||\}o|\}\|)(?:--|\.\.|\.-|-\.)(o\||\|\||o\{|\|\{)$/.exec(written.trim());
  if (mermaid) return [MARKS[mermaid[1]!]!, MARKS[mermaid[2]!]!];
  const sides = written
    .toLowerCase()
    .split(/\s*(?:[:_-]|to)\s*/)
    .filter((side) => side !== '');
  const side = (text: string | undefined): Cardinality =>
    text !== undefined && /^(?:n|m|many|\*)$/.test(text) ? 'zero-or-more' : 'one';
  return sides.length >= 2 ? [side(sides[0]), side(sides.at(-1))] : ['one', 'zero-or-more'];
}
