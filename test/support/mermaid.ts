import purify from 'dompurify';
import mermaid from 'mermaid';
import type { Diagram } from '../../server/src/spec/diagram/facts';

// Where there is no page there is nothing to clean.
Object.assign(purify, { addHook: () => undefined, sanitize: (text: string) => text });

/** What a diagram says, in words that both readers use. `undefined` where Mermaid refuses it. */
export interface Told {
  readonly entities: Readonly<Record<string, readonly string[]>>;
  readonly relations: readonly string[];
}

interface Database {
  getEntities(): Map<
    string,
    { id: string; alias: string; attributes: { type: string; name: string; keys: string[]; comment: string }[] }
  >;
  getRelationships(): {
    entityA: string;
    entityB: string;
    roleA: string;
    relSpec: { cardA: string; cardB: string; relType: string };
  }[];
}

const CARDINALITIES: Readonly<Record<string, string>> = {
  ZERO_OR_ONE: 'zero or one',
  ZERO_OR_MORE: 'zero or more',
  ONE_OR_MORE: 'one or more',
  ONLY_ONE: 'one',
  MD_PARENT: 'parent',
};

/** Mermaid's own reading of a diagram. */
export async function byMermaid(text: string): Promise<Told | undefined> {
  let db: Database;
  try {
    await mermaid.parse(text); // makes the kinds of diagrams known
    db = (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as Database;
  } catch {
    return undefined;
  }
  const names = new Map([...db.getEntities()].map(([name, { id }]) => [id, name]));
  const entities = [...db.getEntities()].map(([name, { alias, attributes }]) => [
    alias ? `${name} as ${alias}` : name,
    attributes.map(({ type, name: column, keys, comment }) => attribute(type, column, keys, comment)),
  ]);
  const relations = db.getRelationships().map(({ entityA, entityB, roleA, relSpec: { cardA, cardB, relType } }) => {
    const line = relType === 'IDENTIFYING' ? '--' : '..';
    return `${names.get(entityA) ?? entityA} ${CARDINALITIES[cardB]} ${line} ${CARDINALITIES[cardA]} ${names.get(entityB) ?? entityB} : ${roleA}`;
  });
  return { entities: Object.fromEntries(entities) as Told['entities'], relations };
}

/** Ours, in the same words. */
export function byUs({ entities, relations }: Diagram): Told {
  return {
    entities: Object.fromEntries(
      entities.map(({ name, alias, attributes }) => [
        alias ? `${name} as ${alias.text}` : name,
        attributes.map(
          (each) =>
          attribute(`${each.type.text}${each.nullable ? '?' : ''}`, each.name, each.keys.map(({ key }) => key), each.comment?.text ?? ''), // prettier-ignore
        ),
      ]),
    ),
    relations: relations.map(
      ({ from, to, identifying, label }) =>
        `${from.entity} ${from.cardinality} ${identifying ? '--' : '..'} ${to.cardinality} ${to.entity} : ${label?.text ?? ''}`,
    ),
  };
}

function attribute(type: string, name: string, keys: readonly string[], comment: string): string {
  return `${type} ${name} [${keys.join().toUpperCase()}] ${comment}`.trim();
}
