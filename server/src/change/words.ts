import type { SchemaChange, TableAction } from './changes';

/** What changes do, in a few words that a migration is named by: `add status to orders`. */
export function wordsOf(changes: readonly SchemaChange[]): string {
  const main = changes.find(isMain) ?? changes[0];
  return main ? wordsOfOne(main) : 'change schema';
}

function isMain({ change }: SchemaChange): boolean {
  return change !== 'drop part' && change !== 'comment' && change !== 'grant' && change !== 'statement';
}

function wordsOfOne(change: SchemaChange): string {
  switch (change.change) {
    case 'create schema':
    case 'create extension':
      return `${change.change} ${change.name}`;
    case 'create type':
    case 'create sequence':
      return `create ${change.name.name}`;
    case 'alter type':
    case 'own sequence':
      return `change ${change.name.name}`;
    case 'create table':
      return `create ${change.table.name}`;
    case 'alter table':
      return wordsOfAction(change.actions[0]!, change.table.name);
    case 'rename':
    case 'rename part': {
      const name = typeof change.name === 'string' ? change.name : change.name.name;
      return `rename ${name} to ${change.to}`;
    }
    case 'create index':
      return `add ${change.name}`;
    case 'drop index':
    case 'drop':
      return `drop ${change.name.name}`;
    case 'drop part':
      return `change ${change.name} of ${change.table.name}`;
    case 'create policy':
      return `add policy ${change.name} to ${change.table.name}`;
    case 'comment':
      return `comment on ${change.on
        .replace(/^[A-Z ]+ /, '')
        .replaceAll('"', '')
        .replaceAll('.', ' ')}`;
    case 'grant':
      return `${change.grant ? 'grant' : 'revoke'} on ${change.table.name}`;
    case 'statement':
      return 'change schema';
  }
}

function wordsOfAction(action: TableAction, table: string): string {
  switch (action.do) {
    case 'add column':
      return `add ${action.column.name} to ${table}`;
    case 'drop column':
      return `drop ${action.column} from ${table}`;
    case 'set type':
    case 'set default':
    case 'drop default':
    case 'set not null':
    case 'drop not null':
    case 'add identity':
    case 'set identity':
    case 'drop identity':
    case 'set expression':
    case 'drop expression':
      return `${action.do} of ${action.column} in ${table}`;
    case 'add constraint':
    case 'add constraint by index':
      return `add ${action.name} to ${table}`;
    case 'validate constraint':
      return `validate ${action.name} of ${table}`;
    case 'drop constraint':
      return `drop ${action.name} from ${table}`;
    default:
      return `change ${table}`;
  }
}
