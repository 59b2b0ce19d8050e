import { dirname } from '../../base/paths';
import { named } from './config-files';
import { compareText, ups } from './names';
import type { FileRole, MigrationTool } from './tool';

const FORM = /\/(?:committed\/(?<version>\d+)(?:-(?<name>[^/]*))?|(?<current>current(?:\/[^/]+)?))\.sql$/;

/** `committed/000001.sql` by its number; `current.sql` or the files in `current/` are what comes next. */
function graphileFile(path: string): FileRole | undefined {
  const groups = FORM.exec(path)?.groups;
  if (!groups) return undefined;
  return { kind: 'up', version: groups.version ?? '', name: groups.name ?? groups.current ?? '' };
}

export const graphileMigrate: MigrationTool = {
  id: 'graphile-migrate',
  title: 'graphile-migrate',
  configFiles: [
    named(/\/\.gmrc(?:\.jsonc?|\.[cm]?js)?$/, /["']?migrationsFolder["']?\s*:\s*["'](.+?)["']/, 'migrations'),
  ],
  packages: /"graphile-migrate"\s*:/,
  home: (path) => (path.endsWith('/current.sql') ? dirname(path) : dirname(dirname(path))),
  file: graphileFile,
  isOwnName: (path) => /\/committed\/\d{6}(?:-[^/]*)?\.sql$/.test(path),
  isOwnText: (text) => /^--! ?(?:Previous|Hash|Message):/m.test(text),
  transaction: ({ comments }) => (comments.some((each) => /^--!\s*no-transaction\b/.test(each)) ? 'none' : 'each'),
  outside: { in: 'head', text: '--! no-transaction\n' },
  order: (migrations) =>
    ups(migrations).sort(
      (a, b) =>
        Number(a.version === '') - Number(b.version === '') ||
        compareText(a.version, b.version) ||
        compareText(a.path, b.path),
    ),
  uniqueVersions: true,
  comparesTexts: true,
  write({ up, outsideTransaction, last = '', name }) {
    const text = `${outsideTransaction ? '--! no-transaction\n' : ''}${up}\n`;
    const number = /^current\/(\d+)-/.exec(last)?.[1];
    if (number === undefined) return [{ path: 'current.sql', text }];
    const next = String(Number(number) + 1).padStart(number.length, '0');
    return [{ path: `current/${next}-${name.replaceAll('_', '-')}.sql`, text }];
  },
};
