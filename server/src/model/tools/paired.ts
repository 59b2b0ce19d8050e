import { basename, dirname } from '../../base/paths';
import { atlasFolder, inFolder } from './config-files';
import { byText, byVersion, ownName, readName } from './names';
import { nextName, oneFile, twoFiles } from './naming';
import type { FileRole, Migration, MigrationTool } from './tool';

export const golangMigrate: MigrationTool = {
  id: 'golang-migrate',
  title: 'golang-migrate',
  configFiles: [atlasFolder('golang-migrate')],
  packages: /\bgithub\.com\/golang-migrate\/migrate\b/,
  home: dirname,
  file: ownName(/^(?<version>\d+)_(?<name>.*)\.(?<way>up|down)\.sql$/),
  // Others number such files by the time.
  isOwnName: (path) => /^\d{1,6}_[^.]*\.(?:up|down)\.sql$/.test(basename(path)),
  transaction: () => 'implicit',
  order: byVersion,
  uniqueVersions: true,
  late: 'passed over',
  write: (migration) => twoFiles(migration, nextName(migration, '000001')),
};

export const sqlx: MigrationTool = {
  id: 'sqlx',
  title: 'sqlx',
  configFiles: [inFolder(/\/sqlx\.toml$/, 'migrations')],
  packages: /^\s*sqlx\b/m,
  home: dirname,
  file: ownName(/^(?<version>\d+)_(?<name>.*?)(?:\.(?<way>up|down))?\.sql$/),
  isOwnText: (text) => text.startsWith('-- no-transaction'),
  transaction: ({ text }) => (text.startsWith('-- no-transaction') ? 'none' : 'each'),
  outside: { in: 'head', text: '-- no-transaction\n' },
  order: byVersion,
  uniqueVersions: true,
  comparesTexts: true,
  write(migration) {
    const before = migration.outsideTransaction ? '-- no-transaction\n' : '';
    if (migration.last?.endsWith('.up.sql')) return twoFiles(migration, nextName(migration), { before });
    return oneFile(migration, `${before}${migration.up}`);
  },
};

const POP = /^(?<version>\d+)_(?<name>[^.]+)(?<middle>(?:\.\w+)*)\.(?<way>up|down)\.sql$/;
const POSTGRES = new Set(['postgres', 'postgresql', 'pg', 'psql', 'autocommit']);
const OTHERS = new Set(['cockroach', 'mysql', 'mariadb', 'sqlite', 'sqlite3']);

function popFile(path: string): FileRole | undefined {
  const role = readName(POP, basename(path));
  if (!role) return undefined;
  return popWords(path).every((word) => POSTGRES.has(word)) ? role : { ...role, kind: 'none' };
}

/** What stands between the name and the way: `.postgres.autocommit`. */
function popWords(path: string): string[] {
  return (POP.exec(basename(path))?.groups?.middle ?? '').split('.').filter((word) => word !== '');
}

export const pop: MigrationTool = {
  id: 'pop',
  title: 'Pop',
  configFiles: [
    {
      path: /\/database\.ya?ml$/,
      folders: (text) => (/^\s+dialect:\s*["']?(?:postgres|pg|cockroach)/m.test(text) ? ['migrations'] : []),
    },
  ],
  packages: /\bgithub\.com\/(?:gobuffalo|ory)\/pop\b/,
  home: dirname,
  file: popFile,
  isOwnName: (path) => popWords(path).some((word) => POSTGRES.has(word) || OTHERS.has(word)),
  isOwnText: (text) => text.includes('{{'),
  outside: { in: 'name', name: (file) => file.replace(/\.(up|down)\.sql$/, '.autocommit.$1.sql') },
  transaction: ({ name }) => (popWords(name).includes('autocommit') ? 'none' : 'each'),
  /** A file for PostgreSQL takes the place of the one for all. */
  order(migrations) {
    const own = new Set(migrations.filter(forPostgres).map(versionAndName));
    return byText(migrations.filter((each) => forPostgres(each) || !own.has(versionAndName(each))));
  },
  uniqueVersions: true,
  write(migration) {
    const words = migration.last === undefined ? [] : popWords(migration.last).filter((word) => word !== 'autocommit');
    if (migration.outsideTransaction) words.push('autocommit');
    return twoFiles(migration, nextName(migration), { middle: words.map((word) => `.${word}`).join('') });
  },
};

function forPostgres({ path }: Migration): boolean {
  return popWords(path).some((word) => word !== 'autocommit');
}

function versionAndName({ version, name, kind }: Migration): string {
  return `${version}_${name}.${kind}`;
}
