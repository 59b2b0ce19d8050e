import { basename, dirname } from '../../base/paths';
import { atlasFolder } from './config-files';
import { compareText, compareVersions } from './names';
import { oneFile } from './naming';
import type { ConfigFile, FileRole, Migration, MigrationText, MigrationTool, TransactionMode } from './tool';

/** What file names begin with, and what stands behind the version. */
interface Names {
  readonly up: string;
  readonly baseline: string;
  readonly down: string;
  readonly repeatable: string;
  readonly separator: string;
  readonly suffixes: readonly string[];
}

const USUAL: Names = { up: 'V', baseline: 'B', down: 'U', repeatable: 'R', separator: '__', suffixes: ['.sql'] };
const CALLBACK =
  /^(?:before|after)(?:Each)?(?:Migrate|Undo|Clean|Info|Validate|Baseline|Repair|Connect|Versioned|Repeatables)(?:Statement)?(?:Applied|Error|OperationFinish)?(?:__.*)?\.sql$|^createSchema(?:__.*)?\.sql$/;
/** What PostgreSQL refuses in a transaction, as Flyway finds it: a script of it runs without one. */
const NOT_IN_TRANSACTION =
  /^(?:(?:CREATE|DROP)\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY|REINDEX|VACUUM|ALTER\s+SYSTEM|DISCARD\s+ALL|(?:CREATE|DROP)\s+(?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER\s+TYPE\s+\S+\s+ADD\s+VALUE)\b/i;

function reader({ separator, suffixes, ...prefixes }: Names): (path: string) => FileRole | undefined {
  const end = `${escaped(separator)}(?<name>.*)(?:${suffixes.map(escaped).join('|')})$`;
  const kinds = (['up', 'baseline', 'down'] as const).map((kind) => ({
    kind,
    form: new RegExp(`^${escaped(prefixes[kind])}(?<version>\\d+(?:[._]\\d+)*)${end}`),
  }));
  const repeatable = { kind: 'repeatable' as const, form: new RegExp(`^${escaped(prefixes.repeatable)}${end}`) };
  return (path) => {
    const file = basename(path);
    if (CALLBACK.test(file)) return { kind: 'none', version: '', name: file.replace(/\.sql$/, '') };
    for (const { kind, form } of [...kinds, repeatable]) {
      const groups = form.exec(file)?.groups;
      if (groups) return { kind, version: groups.version?.replaceAll('_', '.') ?? '', name: groups.name ?? '' };
    }
    return undefined;
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');
}

/**
 * `flyway.conf` (`flyway.locations=filesystem:sql,classpath:db`), `flyway.toml` (`locations = ["filesystem:sql"]`), and what Spring
 * is told of Flyway (`spring.flyway.locations`, also as YAML).
 */
const CONFIG: ConfigFile = {
  path: /\/flyway\.(?:conf|toml)$|\/application(?:-\w+)?\.(?:properties|ya?ml)$/,
  folders(text) {
    if (!isAbout(text)) return [];
    const lines = text.split('\n').filter((line) => !/^\s*#|changelog/i.test(line));
    const found = [...lines.join('\n').matchAll(/\b(filesystem|classpath):\/?([^"'\]\s*,]+)/g)];
    if (!/^[^#\n]*\blocations\b/m.test(text)) return isSpring(text) ? ['…/db/migration'] : ['sql', '…/db/migration'];
    return found.flatMap(([, kind, folder = '']) => {
      // Which folder `{vendor}` stands for is seen from the files.
      if (folder.includes('{')) return [];
      const plain = folder.replace(/^\.\//, '').replace(/\/+$/, '');
      return kind === 'classpath' ? `…/${plain}` : plain;
    });
  },
  tool(text) {
    const setting = (name: string) => {
      const spelled = name.replace(/[A-Z]/g, (letter) => `-?${letter}`);
      return new RegExp(`^\\s*(?:[\\w.-]+\\.)?${spelled}\\s*[=:]\\s*\\[?\\s*["']?([^"'\\s#\\]]*)`, 'im').exec(
        text,
      )?.[1];
    };
    const names: Names = {
      up: setting('sqlMigrationPrefix') ?? USUAL.up,
      baseline: setting('baselineMigrationPrefix') ?? USUAL.baseline,
      down: setting('undoSqlMigrationPrefix') ?? USUAL.down,
      repeatable: setting('repeatableSqlMigrationPrefix') ?? USUAL.repeatable,
      separator: setting('sqlMigrationSeparator') ?? USUAL.separator,
      suffixes: setting('sqlMigrationSuffixes')?.split(',') ?? USUAL.suffixes,
    };
    const key = JSON.stringify(names);
    if (!isAbout(text) || key === JSON.stringify(USUAL)) return undefined;
    const known = tools.get(key) ?? toolWith(names);
    tools.set(key, known);
    return known;
  },
};

/** One for each way of naming, so that it is the same for all files. */
const tools = new Map<string, MigrationTool>();

function isAbout(text: string): boolean {
  return /\bflyway\b/.test(text) || /^\s*(?:locations|sqlMigration\w+)\s*=/m.test(text);
}

function isSpring(text: string): boolean {
  return /\bspring\b/.test(text);
}

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

function toolWith(names: Names): MigrationTool {
  const file = reader(names);
  return {
    id: 'flyway',
    title: 'Flyway',
    configFiles: [CONFIG, atlasFolder('flyway')],
    home: dirname,
    file,
    isOwnName: (path) => (file(path)?.kind ?? 'none') !== 'none',
    transaction,
    order,
    uniqueVersions: true,
    comparesTexts: true,
    late: 'refused',
    outside: { in: 'file', name: (script) => `${script}.conf`, text: 'executeInTransaction=false\n' },
    readsSubfolders: true,
    write(migration) {
      const [script] = oneFile(migration, migration.up, 'V1_');
      if (!migration.outsideTransaction || NOT_IN_TRANSACTION.test(migration.up)) return [script!];
      return [script!, { path: `${script!.path}.conf`, text: 'executeInTransaction=false\n' }];
    },
  };
}

export const flyway = toolWith(USUAL);
