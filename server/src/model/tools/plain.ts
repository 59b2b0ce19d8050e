import { basename, dirname } from '../../base/paths';
import { atlasFolder, inFolder, named } from './config-files';
import { byText, byVersion, compareText, lastTwo, ownName, readName, ups } from './names';
import { nextName, oneFile } from './naming';
import type { FileRole, Migration, MigrationTool } from './tool';

export const supabase: MigrationTool = {
  id: 'supabase',
  title: 'Supabase CLI',
  configFiles: [inFolder(/\/supabase\/config\.toml$/, 'migrations')],
  home: dirname,
  file: ownName(/^(?<version>\d+)_(?<name>.*)\.sql$/),
  isOwnName: (path) => /\/supabase\/migrations\/\d+_[^/]*\.sql$/.test(path),
  transaction: () => 'implicit',
  order: byText,
  uniqueVersions: true,
  late: 'refused',
  write: (migration) => oneFile(migration, migration.up),
};

const DRIZZLE = /^(?<version>\d+)_(?<name>.*)\.sql$/;
const DRIZZLE_FOLDER = /^(?<version>\d{14})_(?<name>.*)\/migration\.sql$/;

/** Files beside `meta/_journal.json`; since version 1 of Drizzle a folder for each. */
function drizzleFile(path: string): FileRole | undefined {
  return readName(DRIZZLE, basename(path)) ?? readName(DRIZZLE_FOLDER, lastTwo(path));
}

export const drizzle: MigrationTool = {
  id: 'drizzle',
  title: 'Drizzle Kit',
  configFiles: [
    inFolder(/\/meta\/_journal\.json$/, '..'),
    named(/\/drizzle\.config\.(?:[cm]?[jt]s|json)$/, /\bout["']?\s*:\s*["'`]([^"'`]+)["'`]/, 'drizzle'),
  ],
  packages: /"drizzle-kit"\s*:/,
  home: (path) => (basename(path) === 'migration.sql' ? dirname(dirname(path)) : dirname(path)),
  file: drizzleFile,
  transaction: () => 'all',
  order(migrations, read) {
    const rank = journal(read('meta/_journal.json'));
    const place = ({ path }: Migration) => rank.get(basename(path).replace(/\.sql$/, '')) ?? rank.size;
    return ups(migrations).sort((a, b) => place(a) - place(b) || compareText(a.path, b.path));
  },
  uniqueVersions: false,
  late: 'passed over',
  write(migration) {
    if (migration.last?.endsWith('/migration.sql')) {
      return [{ path: `${nextName(migration)}/migration.sql`, text: `${migration.up}\n` }];
    }
    return oneFile(migration, migration.up, '0000');
  },
  afterWriting: 'Drizzle runs what `meta/_journal.json` lists: add an entry for the new file there.',
};

/** Tags by their place in the journal. */
function journal(text: string | undefined): Map<string, number> {
  try {
    const { entries } = JSON.parse(text ?? '{}') as { entries?: unknown };
    const tags = Array.isArray(entries) ? entries.map((entry: { tag?: unknown } | null) => String(entry?.tag)) : [];
    return new Map(tags.map((tag, i) => [tag, i]));
  } catch {
    return new Map();
  }
}

export const atlas: MigrationTool = {
  id: 'atlas',
  title: 'Atlas',
  configFiles: [inFolder(/\/atlas\.sum$/), atlasFolder('atlas')],
  home: dirname,
  file: (path) => (/\.(?:up|down)\.sql$/.test(path) ? undefined : atlasFile(path)),
  isOwnText: (text) => /^-- atlas:(?:txmode|checkpoint|delimiter|nolint|import)\b/m.test(text),
  transaction: ({ comments }) => (comments.some((each) => /^-- ?atlas:txmode\s+none\b/.test(each)) ? 'none' : 'each'),
  outside: { in: 'head', text: '-- atlas:txmode none\n\n' },
  /** A checkpoint holds what the files before it make, and those are here too. */
  order(migrations) {
    const [first, ...rest] = byText(migrations);
    return first ? [first, ...rest.filter(({ comments }) => !comments.some(isCheckpoint))] : [];
  },
  uniqueVersions: true,
  comparesTexts: true,
  late: 'refused',
  write(migration) {
    const head = migration.outsideTransaction ? '-- atlas:txmode none\n\n' : '';
    return oneFile(migration, `${head}${migration.up}`);
  },
  afterWriting: 'Run `atlas migrate hash` to enter the new file in `atlas.sum`.',
};

const atlasFile = ownName(/^(?<version>\d+)(?:_(?<name>.*))?\.sql$/);

function isCheckpoint(comment: string): boolean {
  return /^-- ?atlas:checkpoint\b/.test(comment);
}

/** Numbered files of no tool that is known, or folders that hold `up.sql`, `down.sql` or `migration.sql`. */
export const orderedFolder: MigrationTool = {
  id: 'ordered-folder',
  title: 'files in the order of their numbers',
  home: (path) => (ORDERED_FOLDER.test(lastTwo(path)) ? dirname(dirname(path)) : dirname(path)),
  file(path) {
    const role = readName(ORDERED_FOLDER, lastTwo(path)) ?? readName(ORDERED, basename(path));
    return role && { ...role, version: role.version.replace(/^(\d{4})-(\d\d)-(\d\d)-/, '$1$2$3') };
  },
  transaction: () => 'unknown',
  order: byVersion,
  uniqueVersions: true,
  write(migration) {
    const { last = '', up, down } = migration;
    const name = nextName(migration);
    if (last.endsWith('.up.sql')) {
      return [
        { path: `${name}.up.sql`, text: `${up}\n` },
        { path: `${name}.down.sql`, text: `${down}\n` },
      ];
    }
    if (!ORDERED_FOLDER.test(last)) return [{ path: `${name}.sql`, text: `${up}\n` }];
    if (last.endsWith('/migration.sql')) return [{ path: `${name}/migration.sql`, text: `${up}\n` }];
    return [
      { path: `${name}/up.sql`, text: `${up}\n` },
      { path: `${name}/down.sql`, text: `${down}\n` },
    ];
  },
};

const NUMBER = String.raw`(?<version>\d{4}-\d\d-\d\d-\d{6}|\d{8}[-_]\d{1,6}(?=[-_.])|\d+(?:\.\d+)*)`;
const ORDERED = new RegExp(
  String.raw`^V?${NUMBER}(?:(?![-_.](?:up|down)\.sql)[-_.]*(?<name>.*?))?(?:[._-](?<way>up|down))?\.sql$`,
  'i',
);
const ORDERED_FOLDER = new RegExp(
  String.raw`^(?=\d{4})${NUMBER}[-_]+(?<name>[^/]*)\/(?:up|migration|(?<way>down))\.sql$`,
);
