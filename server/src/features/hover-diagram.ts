import type { Span } from '../base/span';
import type { Column, Table } from '../model/schema';
import { tablesOf } from '../rules/lib/diagrams';
import { linksOf } from '../rules/lib/links';
import { describe } from '../rules/lib/tables';
import type { Cardinality, DiagramRelation } from '../spec/diagram/facts';
import type { SpecFacts } from '../spec/facts';
import { columnMatches, TableIndex } from '../spec/resolve';
import type { Root } from '../workspace/root';

interface Card {
  /** Markdown. */
  readonly text: string;
  readonly span: Span;
}

/** The cards of what the schema has. */
export interface Cards {
  table(table: Table): string;
  column(table: Table, column: Column): string;
}

/** On an entity, an attribute or a relation of a diagram: what the schema has, and what the symbols say in words. */
export function hoverDiagram({ diagrams }: SpecFacts, root: Root, offset: number, cards: Cards): Card | undefined {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  const diagram = diagrams.find(({ span }) => inside(span));
  if (!diagram) return undefined;
  const tables = tablesOf(diagram, new TableIndex([...root.model.tables()]));
  const relation = diagram.relations.find(({ span }) => inside(span));
  if (relation && inside(relation.symbols)) {
    return { text: relationCard(relation, tables, root), span: relation.symbols };
  }
  for (const { name, nameSpan, attributes } of diagram.entities) {
    const table = tables.get(name);
    if (!table) continue;
    const end = [relation?.from, relation?.to].find((each) => each?.entity === name && inside(each.span));
    if (end || inside(nameSpan)) return { text: cards.table(table), span: end?.span ?? nameSpan };
    const attribute = attributes.find(({ span }) => inside(span));
    const column = attribute && table.columns.find((each) => columnMatches(attribute.name, each.name));
    if (column) return { text: cards.column(table, column), span: attribute.span };
  }
  return undefined;
}

const WORDS: Readonly<Record<Cardinality, string>> = {
  one: 'exactly one',
  'zero or one': 'one or none',
  'zero or more': 'any number, also none',
  'one or more': 'one or more',
  parent: 'a parent',
};

function relationCard(
  { from, to, identifying }: DiagramRelation,
  tables: ReadonlyMap<string, Table>,
  root: Root,
): string {
  const [a, b] = [tables.get(from.entity), tables.get(to.entity)];
  const says = [
    `- to each \`${to.entity}\`: ${WORDS[from.cardinality]} of \`${from.entity}\``,
    `- to each \`${from.entity}\`: ${WORDS[to.cardinality]} of \`${to.entity}\``,
    identifying ? '- the one is nothing without the other' : '- both stand on their own',
  ].join('\n');
  if (!a || !b) return says;
  const links = linksOf(root.model).filter(
    ({ child, parent }) => (child === a && parent === b) || (child === b && parent === a),
  );
  const facts = links.map(({ child, parent, key, parents, children }) => {
    const columns = key.columns.map((name) => `\`${name}\``).join(', ');
    return `- ${describe(child)} by ${columns} → ${describe(parent)}, on delete ${key.references!.onDelete}: ${WORDS[parents]} of ${describe(parent)}, ${WORDS[children]} of ${describe(child)}`;
  });
  const schema =
    facts.length > 0 ? `In the schema:\n\n${facts.join('\n')}` : 'The schema has no foreign key between them.';
  return `${says}\n\n${schema}`;
}
