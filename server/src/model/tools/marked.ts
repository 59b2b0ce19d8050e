import { dirname } from '../../base/paths';
import { atlasFolder, inFolder, named } from './config-files';
import { byText, byVersion, ownName } from './names';
import { oneFile } from './naming';
import type { Direction, Mark, MigrationText, MigrationTool, TransactionMode } from './tool';

/** A mark whose pattern captures `up` or `down`; where its line has `outside`, its part runs without transaction. */
function marked(pattern: RegExp, outside?: RegExp): (comment: string) => Mark | undefined {
  return (comment) => {
    const direction = pattern.exec(comment)?.[1]?.toLowerCase() as Direction | undefined;
    if (direction === undefined) return undefined;
    return outside?.test(comment) ? { direction, transaction: 'none' } : { direction };
  };
}

function unless(comment: RegExp, mode: TransactionMode = 'each') {
  return ({ comments }: MigrationText): TransactionMode =>
    comments.some((each) => comment.test(each)) ? 'none' : mode;
}

export const sqlMigrate: MigrationTool = {
  id: 'sql-migrate',
  title: 'sql-migrate',
  configFiles: [named(/\/dbconfig\.ya?ml$/, /^\s+dir:\s*(.+?)\s*$/, 'migrations')],
  packages: /\bgithub\.com\/rubenv\/sql-migrate\b/,
  home: dirname,
  file: ownName(/^(?:(?<version>\d+)[-_ ]?)?(?<name>.*)\.sql$/),
  mark: marked(/^-- \+migrate (Up|Down)\b/, /^\S+ \S+ \S+ .*\bnotransaction\b/),
  outside: { in: 'mark', text: ' notransaction' },
  needsMarks: true,
  marks: {
    up: '-- +migrate Up',
    down: '-- +migrate Down',
    family: /^--\s*\+migrate\b/i,
    known: /^-- \+migrate +(?:Up|Down|StatementBegin|StatementEnd)(?:\s|$)/,
    before: 'passed over',
    upFirst: false,
  },
  transaction: () => 'each',
  order: byVersion,
  uniqueVersions: false,
  body: { begin: '-- +migrate StatementBegin', end: '-- +migrate StatementEnd' },
  write(migration) {
    const tail = migration.outsideTransaction ? ' notransaction' : '';
    const { up, down } = migration;
    return oneFile(migration, `-- +migrate Up${tail}\n${up}\n\n-- +migrate Down${tail}\n${down}`);
  },
};

export const goose: MigrationTool = {
  id: 'goose',
  title: 'goose',
  configFiles: [atlasFolder('goose')],
  packages: /\bgithub\.com\/pressly\/goose\b/,
  home: dirname,
  file: ownName(/^(?<version>\d+)_(?<name>.*)\.sql$/),
  mark: marked(/^--\s*\+goose\s+(up|down)\b/i),
  outside: { in: 'head', text: '-- +goose NO TRANSACTION\n' },
  needsMarks: true,
  marks: {
    up: '-- +goose Up',
    down: '-- +goose Down',
    family: /^--\s*\+goose\b/i,
    known: /^--\s*\+goose\s+(?:up|down|statementbegin|statementend|no transaction|envsub(?:st)? (?:on|off))\s*$/i,
    before: 'refused',
    upFirst: true,
  },
  transaction: unless(/^--\s*\+goose\s+NO\s+TRANSACTION\b/i),
  order: byVersion,
  uniqueVersions: true,
  late: 'refused',
  body: { begin: '-- +goose StatementBegin', end: '-- +goose StatementEnd' },
  write(migration) {
    const { up, down, outsideTransaction } = migration;
    const head = outsideTransaction ? '-- +goose NO TRANSACTION\n' : '';
    return oneFile(migration, `${head}-- +goose Up\n${up}\n\n-- +goose Down\n${down}`);
  },
};

export const dbmate: MigrationTool = {
  id: 'dbmate',
  title: 'dbmate',
  configFiles: [atlasFolder('dbmate')],
  home: dirname,
  file: ownName(/^(?<version>\d+)[-_]?(?<name>.*)\.sql$/),
  mark: marked(/^--\s*migrate:(up|down)\b/, /\btransaction:\s*false\b/),
  outside: { in: 'mark', text: ' transaction:false' },
  needsMarks: true,
  marks: {
    up: '-- migrate:up',
    down: '-- migrate:down',
    family: /^--\s*migrate:/i,
    known: /^--\s*migrate:(?:up|down)(?:\s|$)/,
    before: 'refused',
    upFirst: true,
  },
  transaction: () => 'each',
  // By the file's name as text: https://github.com/amacneil/dbmate, `FindMigrations`.
  order: byText,
  uniqueVersions: true,
  write(migration) {
    const tail = migration.outsideTransaction ? ' transaction:false' : '';
    return oneFile(migration, `-- migrate:up${tail}\n${migration.up}\n\n-- migrate:down${tail}\n${migration.down}`);
  },
};

export const nodePgMigrate: MigrationTool = {
  id: 'node-pg-migrate',
  title: 'node-pg-migrate',
  configFiles: [inFolder(/\/\.node-pg-migraterc(?:\.json)?$/, 'migrations')],
  packages: /"node-pg-migrate"\s*:/,
  home: dirname,
  file: ownName(/^(?<version>\d+)[-_](?<name>.*?)(?:\.(?<way>up|down))?\.sql$/),
  mark: marked(/^--[\s-]*(up|down)\s+migration\b/i),
  transaction: () => 'all',
  order: byVersion,
  uniqueVersions: false,
  late: 'refused',
  write: (migration) =>
    oneFile(migration, `-- Up Migration\n${migration.up}\n\n-- Down Migration\n${migration.down}`, 'milliseconds'),
};

export const tern: MigrationTool = {
  id: 'tern',
  title: 'tern',
  configFiles: [inFolder(/\/tern\.conf$/), inFolder(/\/tern\.conf$/, 'migrations')],
  packages: /\bgithub\.com\/jackc\/tern\b/,
  home: dirname,
  file: ownName(/^(?<version>\d+)_(?<name>.*)\.sql$/),
  mark: (comment) => (/^---- create above \/ drop below ----/.test(comment) ? { direction: 'down' } : undefined),
  transaction: unless(/^---- tern: disable-tx ----/),
  outside: { in: 'head', text: '---- tern: disable-tx ----\n' },
  order: byVersion,
  uniqueVersions: true,
  write(migration) {
    const { up, down, outsideTransaction } = migration;
    const head = outsideTransaction ? '---- tern: disable-tx ----\n' : '';
    return oneFile(migration, `${head}${up}\n\n---- create above / drop below ----\n${down}`, '001');
  },
};
