import { dirname } from '../../base/paths';
import { inFolder, named } from './config-files';
import { byText, compareText, lastTwo, readName, ups } from './names';
import { nextName } from './naming';
import type { FileRole, MigrationTool } from './tool';

const DIESEL = /^(?<version>\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?|\d{14}(?:-\d+)?)_(?<name>.*)\/(?<way>up|down)\.sql$/;
const PRISMA = /^(?<version>\d+)_(?<name>.*)\/(?:migration|(?<way>down))\.sql$/;
/** As Prisma names them by itself; people also write `0_init`. */
const PRISMA_OWN = /^\d{14}_.*\/(?:migration|down)\.sql$/;

function grandfather(path: string): string {
  return dirname(dirname(path));
}

function dieselFile(path: string): FileRole | undefined {
  const role = readName(DIESEL, lastTwo(path));
  return role && { ...role, version: role.version.replaceAll('-', '') };
}

export const diesel: MigrationTool = {
  id: 'diesel',
  title: 'Diesel',
  configFiles: [named(/\/diesel\.toml$/, /^\s*dir\s*=\s*"(.+?)"/, 'migrations')],
  packages: /^\s*diesel(?:_migrations)?\b/m,
  home: grandfather,
  file: dieselFile,
  isOwnName: (path) => dieselFile(path) !== undefined,
  transaction({ beside }) {
    return /^\s*run_in_transaction\s*=\s*false\b/m.test(beside('metadata.toml') ?? '') ? 'none' : 'each';
  },
  outside: { in: 'file', name: () => 'metadata.toml', text: 'run_in_transaction = false\n' },
  order: (migrations) =>
    ups(migrations).sort((a, b) => compareText(a.version, b.version) || compareText(a.path, b.path)),
  uniqueVersions: true,
  write(migration) {
    const folder = nextName(migration, 'time with dashes');
    const files = [
      { path: `${folder}/up.sql`, text: `${migration.up}\n` },
      { path: `${folder}/down.sql`, text: `${migration.down}\n` },
    ];
    if (!migration.outsideTransaction) return files;
    return [...files, { path: `${folder}/metadata.toml`, text: 'run_in_transaction = false\n' }];
  },
};

export const prisma: MigrationTool = {
  id: 'prisma',
  title: 'Prisma Migrate',
  configFiles: [inFolder(/\/migration_lock\.toml$/), inFolder(/\/schema\.prisma$/, 'migrations')],
  packages: /"prisma"\s*:/,
  home: grandfather,
  file: (path) => readName(PRISMA, lastTwo(path)),
  isOwnName: (path) => PRISMA_OWN.test(lastTwo(path)),
  transaction: () => 'implicit',
  order: byText,
  uniqueVersions: false,
  write: (migration) => [{ path: `${nextName(migration)}/migration.sql`, text: `${migration.up}\n` }],
};
