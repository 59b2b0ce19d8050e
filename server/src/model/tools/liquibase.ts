import { dirname } from '../../base/paths';
import { atlasFolder } from './config-files';
import { CHANGELOG, Changelogs } from './changelog';
import { compareText, ownName, ups } from './names';
import { oneFile, stamp } from './naming';
import type { ConfigFile, ListFile, Mark, MigrationTool } from './tool';

const HEAD = /^--\s*liquibase\s+formatted\s+sql\b/i;
const CHANGESET = /^--\s*changeset\s+(\S+?):(\S+)(.*)$/i;
const ROLLBACK = /^--\s*rollback\s+/i;
const ROLLBACK_BLOCK = /^\/\*\s*liquibase\s+rollback\s+/i;

/** The change log is named for the folder that it lies in. */
const CONFIG: ConfigFile = {
  path: /\/liquibase\.properties$/,
  folders(text) {
    const file = /^\s*(?:liquibase\.command\.)?change-?log-?file\s*[=:]\s*(\S+)/im.exec(text)?.[1];
    if (file === undefined || !file.includes('/')) return ['.'];
    return [`…/${dirname(file.replace(/^(?:classpath:|file:)?\/*(?:\.\/)?/, ''))}`];
  },
};

/** Read once for the same files. */
const known = new WeakMap<readonly ListFile[], Changelogs>();

function changelogs(lists: readonly ListFile[]): Changelogs {
  let read = known.get(lists);
  if (!read) known.set(lists, (read = new Changelogs(lists)));
  return read;
}

function mark(comment: string): Mark | undefined {
  const options = CHANGESET.exec(comment)?.[3];
  if (options !== undefined) {
    const outside = /\brunInTransaction:\s*"?false\b/i.test(options);
    return outside ? { direction: 'up', transaction: 'none' } : { direction: 'up' };
  }
  const block = ROLLBACK_BLOCK.exec(comment)?.[0];
  const start = (block ?? ROLLBACK.exec(comment)?.[0])?.length;
  if (start === undefined) return undefined;
  const end = block === undefined ? comment.length : comment.lastIndexOf('*/');
  return { direction: 'down', within: { start, end: comment.slice(0, end).trimEnd().length } };
}

export const liquibase: MigrationTool = {
  id: 'liquibase',
  title: 'Liquibase',
  configFiles: [CONFIG, atlasFolder('liquibase')],
  home: dirname,
  file: ownName(/^(?:V?(?<version>\d+(?:\.\d+)*)[-_.]*)?(?<name>.*)\.sql$/i),
  isOwnText: (text) => HEAD.test(text.trimStart()),
  mark,
  outside: { in: 'mark', text: ' runInTransaction:false' },
  needsMarks: true,
  transaction: () => 'each',
  lists: CHANGELOG,
  listed: (path, lists) => changelogs(lists).homeOf(path),
  order(migrations, _, lists = []) {
    const byName = ups(migrations).sort((a, b) => compareText(a.path, b.path));
    return lists.length === 0 ? byName : (changelogs(lists).order(byName) ?? byName);
  },
  uniqueVersions: false,
  comparesTexts: true,
  readsSubfolders: true,
  write(migration) {
    const { up, down, outsideTransaction, lastText = '', date } = migration;
    const last = lastText.split('\n').findLast((line) => CHANGESET.test(line));
    const author = CHANGESET.exec(last ?? '')?.[1] ?? 'author';
    const tail = outsideTransaction ? ' runInTransaction:false' : '';
    const rollback = down.split('\n').map((line) => `--rollback ${line}`.trimEnd());
    const head = `--liquibase formatted sql\n\n--changeset ${author}:${stamp(date, 14)}${tail}\n`;
    return oneFile(migration, `${head}${up}\n${rollback.join('\n')}`);
  },
  afterWriting: 'Liquibase runs what the change log includes: add the new file there, unless it includes the folder.',
};
