import { basename, dirname } from '../../base/paths';
import { compareText, compareVersions, lastTwo, readName, ups } from './names';
import type { Migration, MigrationTool } from './tool';

const FILE = /^v?(?<version>\d+(?:\.\d+)+)\/(?<name>[^/]*)\.sql$/i;
const LIST = 'SchemaUpdateCqlFiles';

/** A folder for each version of the schema, with a manifest of the files that lead to it (Temporal's schema tool). */
export const versionFolders: MigrationTool = {
  id: 'version-folders',
  title: 'folders named for versions',
  configFiles: [
    { path: /\/v?\d+(?:\.\d+)+\/manifest\.json$/i, folders: (text) => (text.includes(LIST) ? ['..'] : []) },
  ],
  home: (path) => dirname(dirname(path)),
  file: (path) => readName(FILE, lastTwo(path)),
  // Its statements are sent one by one.
  transaction: () => 'none',
  order(migrations, read) {
    const listed = ups(migrations).flatMap((migration) => {
      const rank = rankIn(read(`${basename(dirname(migration.path))}/manifest.json`), migration);
      return rank < 0 ? [] : [{ migration, rank }];
    });
    listed.sort(
      (a, b) =>
        compareVersions(a.migration.version, b.migration.version) ||
        a.rank - b.rank ||
        compareText(a.migration.path, b.migration.path),
    );
    return listed.map(({ migration }) => migration);
  },
  uniqueVersions: false,
  write({ name, up, last }) {
    const folder = nextFolder(last);
    const version = folder.replace(/^v/i, '');
    const manifest = {
      CurrVersion: version,
      MinCompatibleVersion: '0.1',
      Description: name.replaceAll('_', ' '),
      [LIST]: [`${name}.sql`],
    };
    return [
      { path: `${folder}/${name}.sql`, text: `${up}\n` },
      { path: `${folder}/manifest.json`, text: `${JSON.stringify(manifest, undefined, 2)}\n` },
    ];
  },
};

/** `v1.9/x.sql` is followed by `v1.10`. */
function nextFolder(last: string | undefined): string {
  const folder = last === undefined ? 'v0.9' : basename(dirname(last));
  return folder.replace(/\d+$/, (digits) => String(Number(digits) + 1));
}

/** The place of a file in its manifest; below 0 where the manifest leaves it out. */
function rankIn(manifest: string | undefined, { path }: Migration): number {
  try {
    const listed = (JSON.parse(manifest ?? '{}') as Record<string, unknown>)[LIST];
    return Array.isArray(listed) ? listed.indexOf(basename(path)) : 0;
  } catch {
    return 0;
  }
}
