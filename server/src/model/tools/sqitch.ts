import { named } from './config-files';
import { compareText, ups } from './names';
import type { FileRole, MigrationTool } from './tool';

const FORM = /^(?<home>.*)\/(?<way>deploy|revert|verify)\/(?<name>.*)\.sql$/;
const KINDS = { deploy: 'up', revert: 'down', verify: 'none' } as const;

function sqitchFile(path: string): FileRole | undefined {
  const groups = FORM.exec(path)?.groups;
  return groups && { kind: KINDS[groups.way as keyof typeof KINDS], version: '', name: groups.name! };
}

/** The changes that `sqitch.plan` lists, by their place; what was reworked keeps its old script as `name@tag`. */
function plan(text: string): Map<string, number> {
  const rank = new Map<string, number>();
  let waiting: string[] = [];
  for (const line of text.split('\n')) {
    const tag = /^\s*@(\S+)/.exec(line)?.[1];
    const change = /^\s*(?:\+\s*)?([^\s%@#+[-][^\s[]*)/.exec(line)?.[1];
    if (tag !== undefined) {
      waiting.forEach((name) => rank.set(`${name}@${tag}`, rank.get(name)!));
      waiting = [];
    } else if (change !== undefined) {
      rank.set(change, rank.size);
      waiting.push(change);
    }
  }
  return rank;
}

export const sqitch: MigrationTool = {
  id: 'sqitch',
  title: 'Sqitch',
  configFiles: [
    { path: /\/sqitch\.plan$/, folders: () => ['.'] },
    named(/\/sqitch\.conf$/, /^\s*top_dir\s*=\s*(.+?)\s*$/, '.'),
  ],
  home: (path) => FORM.exec(path)?.groups?.home ?? path,
  file: sqitchFile,
  isOwnText: (text) => /^-- (?:Deploy|Revert|Verify) \S+ (?:to|from|on) pg\b/m.test(text),
  transaction: () => 'none',
  order(migrations, read) {
    const rank = plan(read('sqitch.plan') ?? '');
    const place = (name: string) => rank.get(name) ?? rank.size;
    return ups(migrations).sort((a, b) => place(a.name) - place(b.name) || compareText(a.path, b.path));
  },
  uniqueVersions: false,
  write({ name, up, down, outsideTransaction }) {
    const script = (what: string, sql: string) =>
      outsideTransaction ? `-- ${what} pg\n\n${sql}\n` : `-- ${what} pg\n\nBEGIN;\n\n${sql}\n\nCOMMIT;\n`;
    return [
      { path: `deploy/${name}.sql`, text: script(`Deploy ${name} to`, up) },
      { path: `revert/${name}.sql`, text: script(`Revert ${name} from`, down) },
      { path: `verify/${name}.sql`, text: `-- Verify ${name} on pg\n\nBEGIN;\n\nROLLBACK;\n` },
    ];
  },
  afterWriting: 'Sqitch runs what `sqitch.plan` lists: add a line for the new change there.',
};
