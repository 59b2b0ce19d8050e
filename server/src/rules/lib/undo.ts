import { printChange, type SchemaChange } from '../../change/changes';
import type { Origin } from '../../model/schema';
import type { NewFile } from '../../model/tools/tool';
import type { Edit, Fix } from '../fix';

/** What Up and Down together leave different. */
export interface UndoLeft {
  /** What would make the schema as it was before. */
  readonly changes: readonly SchemaChange[];
  /** What PostgreSQL refuses of Down, after Up: the fold leaves it out. */
  readonly refused: readonly { readonly message: string; readonly at: Origin }[];
}

/** How a migration is undone. */
export interface Undo {
  readonly state: 'missing' | 'empty' | 'written';
  /** A comment in it says that there is no way back, or nothing to undo. */
  readonly isWaived: boolean;
  /** Whether most other migrations of the history have a way back. */
  readonly isUsual: boolean;
  /** The mark of the Down, or of the Up where there is none; without marks the first line. */
  readonly at: Origin;
  readonly statements: readonly Origin[];
  /** Whether it may write rows of a table, by its bare name. */
  fills(table: string): boolean;
  /** Worked out when it is asked for; undefined where not all statements can be followed. */
  left(): UndoLeft | undefined;
  /** All that Down has to do. */
  whole(): readonly SchemaChange[] | undefined;
  /** Puts other statements in the place of all that are there; undefined where marks stand between them. */
  replace(statements: string): readonly Edit[] | undefined;
  /** Where statements go that are added to it. */
  insert(statements: string): { readonly edits: readonly Edit[]; readonly creates?: readonly NewFile[] };
}

/** Writes statements into a migration's Down. */
export function writeDown(undo: Undo, changes: readonly SchemaChange[] | undefined, title: string): Fix[] {
  if (!changes || changes.length === 0) return [];
  return [{ title, kind: 'suggestion', ...undo.insert(changes.map(printChange).join('\n\n')) }];
}

/** What a change puts back, in a few words: `orders.total`, the index `orders_total_idx`. */
export function what(change: SchemaChange): string {
  switch (change.change) {
    case 'create table':
      return `table \`${change.table.name}\``;
    case 'alter table': {
      const [action] = change.actions;
      if (action?.do === 'add column') return `column \`${change.table.name}.${action.column.name}\``;
      if (action && 'column' in action && typeof action.column === 'string') return `column \`${change.table.name}.${action.column}\``; // prettier-ignore
      if (action && 'name' in action) return `constraint \`${action.name}\` of \`${change.table.name}\``;
      return `table \`${change.table.name}\``;
    }
    case 'create index':
      return `index \`${change.name}\``;
    case 'drop index':
      return `index \`${change.name.name}\``;
    case 'drop':
      return `${change.word.toLowerCase()} \`${change.name.name}\``;
    case 'create type':
    case 'alter type':
    case 'create sequence':
      return `\`${change.name.name}\``;
    case 'drop part':
    case 'create policy':
      return `\`${change.name}\` of \`${change.table.name}\``;
    case 'rename':
      return `\`${change.name.name}\``;
    case 'rename part':
      return `\`${change.table.name}.${change.name}\``;
    default:
      return 'something';
  }
}
