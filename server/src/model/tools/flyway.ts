import { basename, dirname } from '../../base/paths';
import { atlasFolder } from './config-files';
import { compareText, compareVersions } from './names';
import { oneFile } from './naming';
import type { ConfigFile, FileRole, Migration, MigrationText, MigrationTool, TransactionMode } from './tool';

const KINDS = { V: 'up', B: 'baseline', U: 'down', R: 'repeatable' } as const;
const NAME = /^(?:(?<prefix>[VUB])(?<version>\d+(?:[._]\d+)*)|(?<repeatable>R))__(?<name>.*)\.sql$/;
const CALLBACK =
  /^(?:before|after)(?:Each)?(?:Migrate|Undo|Clean|Info|Validate|Baseline|Repair|Connect|Versioned|Repeatables)(?:Statement)?(?:Applied|Error|OperationFinish)?(?:__.*)?\.sql$|^createSchema(?:__.*)?\.sql$/;
/** What PostgreSQL refuses in a transaction, as Flyway finds it: a script of it runs without one. */
const NOT_IN_TRANSACTION =
  /^(?:(?:CREATE|DROP)\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY|REINDEX|VACUUM|ALTER\s+SYSTEM|DISCARD\s+ALL|(?:CREATE|DROP)\s+(?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER\s+TYPE\s+\S+\s+ADD\s+VALUE)\b/i;

function flywayFile(path: string): FileRole | undefined {
  const name = basename(path);
  if (CALLBACK.test(name)) return { kind: 'none', version: '', name: name.replace(/\.sql$/, '') };
  const groups = NAME.exec(name)?.groups;
  if (!groups) return undefined;
  const prefix = (groups.prefix ?? 'R') as keyof typeof KINDS;
  return { kind: KINDS[prefix], version: groups.version?.replaceAll('_', '.') ?? '', name: groups.name ?? '' };
}

/** `flyway.conf` (`flyway.locations=filesystem:sql,classpath:db`) and `flyway.toml` (`locations = ["filesystem:sql"]`). */
const CONFIG: ConfigFile = {
  path: /\/flyway\.(?:conf|toml)$/,
  folders(text) {
    const list = /^\s*(?:flyway\.)?locations\s*=\s*(.+)$/m.exec(text)?.[1] ?? 'filesystem:sql,classpath:db/migration';
    return list.split(',').flatMap((location) => {
      const [, kind, folder] = /(filesystem|classpath):\/?([^"'\]\s*]+)/.exec(location) ?? [];
      // Which folder `{vendor}` stands for is seen from the files.
      if (folder === undefined || folder.includes('{')) return [];
      const plain = folder.replace(/^\.\//, '').replace(/\/+$/, '');
      return kind === 'classpath' ? `…/${plain}` : plain;
    });
  },
};

function transaction({ beside, statements, name }: MigrationText): TransactionMode {
  const setting = /^\s*executeInTransaction\s*=\s*(true|false)\b/m.exec(beside(`${name}.conf`) ?? '')?.[1];
  if (setting !== undefined) return setting === 'true' ? 'each' : 'none';
  return statements().some((sql) => NOT_IN_TRANSACTION.test(sql)) ? 'none' : 'each';
}

/** Versions, then what is repeatable by its description. A baseline counts where the versions up to it are gone. */
function order(migrations: readonly Migration[]): Migration[] {
  const of = (kind: Migration['kind']) => migrations.filter((each) => each.kind === kind);
  const [baselines, versions] = [of('baseline').sort(byNumber), of('up').sort(byNumber)];
  const baseline = baselines.at(-1);
  const stands = baseline && !versions.some(({ version }) => compareVersions(version, baseline.version) <= 0);
  const repeatables = of('repeatable').sort((a, b) => compareText(a.name, b.name) || compareText(a.path, b.path));
  return [...(stands ? [baseline] : []), ...versions, ...repeatables];
}

function byNumber(a: Migration, b: Migration): number {
  return compareVersions(a.version, b.version) || compareText(a.path, b.path);
}

export const flyway: MigrationTool = {
  id: 'flyway',
  title: 'Flyway',
  configFiles: [CONFIG, atlasFolder('flyway')],
  home: dirname,
  file: flywayFile,
  isOwnName: (path) => (flywayFile(path)?.kind ?? 'none') !== 'none',
  transaction,
  order,
  uniqueVersions: true,
  comparesTexts: true,
  late: 'refused',
  outside: { in: 'file', name: (file) => `${file}.conf`, text: 'executeInTransaction=false\n' },
  readsSubfolders: true,
  write(migration) {
    const [script] = oneFile(migration, migration.up, 'V1_');
    if (!migration.outsideTransaction || NOT_IN_TRANSACTION.test(migration.up)) return [script!];
    return [script!, { path: `${script!.path}.conf`, text: 'executeInTransaction=false\n' }];
  },
};
