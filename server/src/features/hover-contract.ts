import type { Span } from '../base/span';
import type { Table } from '../model/schema';
import type { WrittenQuery } from '../rules/define-rule';
import { contractPairs, keysOf, newIndex } from '../rules/lib/contracts';
import { linksOf } from '../rules/lib/links';
import { demandsOfPattern, patternPairs } from '../rules/lib/patterns';
import { bestServer, serversOf, wantedIndex } from '../rules/lib/serving';
import { describe } from '../rules/lib/tables';
import type { ContractRelationship } from '../spec/contract/facts';
import type { SpecFacts } from '../spec/facts';
import { columnMatches, TableIndex } from '../spec/resolve';
import type { Root } from '../workspace/root';

interface Card {
  /** Markdown. */
  readonly text: string;
  readonly span: Span;
}

/** On an index, a relationship or an index that a query uses: what the schema has. */
export function hoverContract(facts: SpecFacts, root: Root, offset: number): Card | undefined {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  const tables = new TableIndex([...root.model.tables()]);
  for (const { said, table } of contractPairs(facts, { tables })) {
    const index = said.indexes.items.find(({ span }) => inside(span));
    if (index) return { text: indexCard(index, table), span: index.name?.span ?? index.span };
    const relationship = said.relationships.items.find(({ span }) => inside(span));
    if (relationship) return { text: relationshipCard(relationship, table, tables, root), span: relationship.name?.span ?? relationship.span }; // prettier-ignore
  }
  const used = facts.contract?.queries.flatMap(({ indexesUsed }) => indexesUsed).find(({ span }) => inside(span));
  const name = used && /([\w$]+)(?:\s*\(|$)/.exec(used.text)?.[1];
  for (const table of name === undefined ? [] : tables.all) {
    const server = serversOf(table).find((each) => each.name === name);
    if (server) return { text: `${sql(definition(server.name, server.keys.map(({ text }) => text), table, server))}`, span: used!.span }; // prettier-ignore
  }
  return undefined;
}

/** The index of a table with a name, or on columns. */
export function indexCard(
  {
    name,
    columns,
  }: { readonly name?: { readonly text: string } | undefined; readonly columns: readonly { readonly text: string }[] },
  table: Table,
): string {
  const wanted = columns.map(({ text }) => text).join();
  const index = table.indexes.find((each) => each.name === name?.text || keysOf(each).join() === wanted);
  if (index) return sql(definition(index.name, keysOf(index), table, { ...newIndex(index) }));
  const key = serversOf(table).find((each) => each.name === name?.text);
  return key
    ? `\`${key.name}\` is the index behind a key of ${describe(table)}.`
    : `${describe(table)} has no such index.`;
}

function definition(
  name: string,
  keys: readonly string[],
  table: Table,
  { unique, method, predicate }: { readonly unique: boolean; readonly method: string; readonly predicate?: string },
): string {
  const using = method === 'btree' ? '' : ` USING ${method}`;
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table.name}${using} (${keys.join(', ')})${predicate === undefined ? '' : ` WHERE ${predicate}`}`;
}

function relationshipCard(
  { table: other, key }: ContractRelationship,
  own: Table,
  tables: TableIndex<Table>,
  root: Root,
): string {
  const target = other && tables.find({ name: other.text });
  const links = linksOf(root.model).filter(
    ({ child, parent, key: { columns } }) =>
      ((child === own && parent === target) || (child === target && parent === own)) &&
      (!key || columns.some((name) => columnMatches(key.text, name))),
  );
  if (links.length === 0) return 'The schema has no such foreign key.';
  return links
    .map(({ child, parent, key: { columns, references }, parents, children }) => {
      const many = children === 'zero or one' ? 'at most one' : 'any number';
      return `- ${describe(child)} by \`${columns.join(', ')}\` → ${describe(parent)}, on delete ${references!.onDelete}: ${parents} of ${describe(parent)}, ${many} of ${describe(child)}`;
    })
    .join('\n');
}

/** On the query of an access pattern: the index that serves it, or that none does. */
export function hoverPattern(
  facts: SpecFacts,
  root: Root,
  offset: number,
  query: (sql: string, start: number) => WrittenQuery,
): Card | undefined {
  const schema = root.model;
  const context = { schema, described: schema, tables: new TableIndex([...schema.tables()]), query };
  const pair = patternPairs(facts, context).find(({ pattern: { shape } }) => shape && shape.span.start <= offset && offset <= shape.span.end); // prettier-ignore
  const span = pair?.pattern.shape?.span;
  if (!pair || !span) return undefined;
  const cards = demandsOfPattern(pair, context).map((demand) => {
    const best = bestServer(demand);
    const wanted = wantedIndex(demand);
    if (!best)
      return `No index of ${describe(demand.table)} serves this.${wanted ? ` One on \`${wanted.sql.trim()}\` would.` : ''}`;
    const { name, keys } = best.server;
    const sorted = best.service === 'all' ? '' : '\n\nIt finds the rows, and they are sorted each time.';
    return `${sql(
      definition(
        name,
        keys.map(({ text, descending }) => text + (descending ? ' DESC' : '')),
        demand.table,
        best.server,
      ),
    )}${sorted}`;
  });
  return cards.length > 0 ? { text: cards.join('\n\n'), span } : undefined;
}

function sql(text: string): string {
  return `\`\`\`sql\n${text}\n\`\`\``;
}
