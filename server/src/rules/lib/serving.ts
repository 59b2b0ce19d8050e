import type { Constraint, Index, Table } from '../../model/schema';
import { quoteIdent } from '../../model/names';
import type { Demand } from './demand';
import { normalised } from './syntax';

/** An index, or a key with the index behind it, as far as finding and sorting goes. */
export interface Server {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly keys: readonly {
    readonly column?: string;
    readonly text: string;
    readonly descending: boolean;
    readonly opclass?: string;
  }[];
  readonly predicate?: string;
  readonly object: Index | Constraint;
}

export function serversOf(table: Table): readonly Server[] {
  const keys = table.constraints.filter(({ kind }) => kind === 'primary key' || kind === 'unique');
  return [
    ...keys.map((key): Server => ({
      name: key.name,
      method: 'btree',
      unique: true,
      keys: key.columns.map((column) => ({ column, text: column, descending: false })),
      object: key,
    })),
    ...table.indexes.map((index): Server => ({
      name: index.name,
      method: index.method,
      unique: index.unique,
      keys: index.keys.map(({ column, text, descending = false, opclass }) => ({
        text,
        descending,
        ...(column !== undefined && { column }),
        ...(opclass !== undefined && { opclass }),
      })),
      ...(index.predicate && { predicate: index.predicate.text }),
      object: index,
    })),
  ];
}

/** How an index serves: all of the demand; the rows but not their order; not at all. */
export type Service = 'all' | 'unsorted' | 'none';

/** What the best index of a table does for a demand. */
export function bestServer(
  demand: Demand,
): { readonly server: Server; readonly service: Exclude<Service, 'none'> } | undefined {
  let best: { server: Server; service: Exclude<Service, 'none'> } | undefined;
  for (const server of serversOf(demand.table)) {
    const service = serviceOf(server, demand);
    if (service === 'all') return { server, service };
    if (service === 'unsorted') best ??= { server, service };
  }
  return best;
}

export function serviceOf(server: Server, demand: Demand): Service {
  if (server.predicate !== undefined && !isImplied(server.predicate, demand)) return 'none';
  if (server.method === 'btree') return byTree(server, demand);
  const [first] = server.keys;
  if (server.method === 'hash')
    return first?.column !== undefined && demand.equal.includes(first.column) ? sorted(demand) : 'none';
  if (server.method === 'brin') return server.keys.some(({ column }) => column !== undefined && (demand.ranges.includes(column) || demand.equal.includes(column))) ? sorted(demand) : 'none'; // prettier-ignore
  const inside = demand.inside.some(({ column, text }) =>
    server.keys.some((key) => key.column === column && (!text || /trgm/.test(`${key.opclass ?? ''} ${key.text}`))),
  );
  return inside || server.keys.some(({ column }) => column !== undefined && demand.ranges.includes(column))
    ? sorted(demand)
    : 'none';
}

function sorted({ order, limited }: Demand): Service {
  return order.length > 0 && limited ? 'unsorted' : 'all';
}

/** A B-tree finds by its first keys, as far as they are compared with one value, then by one range or in order. */
function byTree({ keys, unique, predicate = '' }: Server, demand: Demand): Service {
  const { equal, ranges, expressions, order, limited, conditions } = demand;
  let used = 0;
  const isEqual = ({ column, text }: Server['keys'][number]) =>
    column !== undefined
      ? equal.includes(column) || conditions.has(normalised(`${quoteIdent(column)} IS NULL`))
      : expressions.includes(normalised(text));
  while (used < keys.length && isEqual(keys[used]!)) used++;
  const held = normalised(plainConstants(predicate));
  const rest = equal.filter(
    (name) => !demand.constants.some(({ column, sql }) => column === name && held.includes(normalised(sql))),
  );
  // The index holds just the rows that are wanted.
  if (predicate !== '' && rest.length + ranges.length + expressions.length === 0 && order.length === 0) return 'all';
  // One row needs no order.
  if (unique && used === keys.length) return 'all';
  const next = keys[used]?.column;
  const inRange = next !== undefined && ranges.includes(next);
  const wanted = order.filter(({ column }) => !equal.includes(column));
  const inOrder = wanted.length > 0 && isInOrder(keys.slice(used), wanted);
  const finds = used > 0 || inRange;
  if (equal.length + ranges.length + expressions.length === 0) return inOrder ? 'all' : 'none';
  if (!finds)
    return inOrder && limited && demand.constants.length === equal.length && equal.length > 0 ? 'all' : 'none';
  return wanted.length === 0 || inOrder || !limited ? 'all' : 'unsorted';
}

function isInOrder(keys: Server['keys'], wanted: Demand['order']): boolean {
  if (keys.length < wanted.length) return false;
  const backwards = keys[0]!.descending !== wanted[0]!.descending;
  return wanted.every(
    ({ column, descending }, i) => keys[i]!.column === column && (keys[i]!.descending !== descending) === backwards,
  );
}

/** Whether all rows that a query wants are among those that a partial index holds. */
function isImplied(predicate: string, { conditions, equal, ranges, inside }: Demand): boolean {
  const compared = [...equal, ...ranges, ...inside.map(({ column }) => column)];
  return predicate.split(/\s+and\s+/i).every((each) => {
    const part = normalised(plainConstants(each));
    if (conditions.has(part)) return true;
    return compared.some(
      (column) =>
        part === normalised(`${quoteIdent(column)} IS NOT NULL`) &&
        !conditions.has(normalised(`${quoteIdent(column)} IS NULL`)),
    );
  });
}

/** A dump writes `(state)::text = 'open'::text`. */
function plainConstants(sql: string): string {
  return sql.replace(/::(?:character varying|[\w.]+)(?:\(\d+\))?/g, '').replace(/\(\s*("?[\w$]+"?)\s*\)/g, '$1');
}

/** The index that would serve a demand, as SQL behind the table's name; undefined where none would. */
export function wantedIndex({
  equal,
  ranges,
  inside,
  expressions,
  order,
  constants,
  table,
}: Demand): { readonly columns: readonly string[]; readonly sql: string } | undefined {
  const [looked] = inside;
  if (equal.length === 0 && ranges.length === 0 && expressions.length === 0 && looked) {
    const operators = looked.text ? ' gin_trgm_ops' : '';
    return { columns: [looked.column], sql: ` USING gin (${quoteIdent(looked.column)}${operators})` };
  }
  // What is the same in all rows of a condition belongs into it, not into the key.
  const fixed = constants.filter(({ column }) => equal.includes(column) || !equal.some((each) => each === column));
  const free = equal.filter((column) => !fixed.some((each) => each.column === column));
  const partial = free.length > 0 || ranges.length > 0 || order.length > 0 ? fixed : [];
  const leading = partial.length > 0 ? free : equal;
  const wantedOrder = order.filter(({ column }) => !leading.includes(column));
  const tail =
    ranges.length > 0 && wantedOrder[0]?.column !== ranges[0]
      ? [{ column: ranges[0]!, descending: false }]
      : wantedOrder;
  const keys = [
    ...leading.map((column) => ({ column, descending: false })),
    ...tail.filter(({ column }) => !leading.includes(column)),
  ];
  if (keys.length === 0) return undefined;
  const list = keys.map(({ column, descending }) => quoteIdent(column) + (descending ? ' DESC' : ''));
  const live = partial.filter(({ column }) => table.columns.some(({ name }) => name === column));
  const where = live.length > 0 ? ` WHERE ${live.map(({ sql }) => sql).join(' AND ')}` : '';
  return { columns: keys.map(({ column }) => column), sql: ` (${list.join(', ')})${where}` };
}
