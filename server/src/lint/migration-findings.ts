import { once } from '../base/once';
import type { Act } from '../model/effects/acts';
import { effectsOf } from '../model/effects/effects';
import type { Before } from '../model/effects/effect';
import type { Name } from '../model/names';
import type { SchemaView, Table } from '../model/schema';
import type { ModelDelta } from '../model/schema-model';
import type { Direction } from '../model/tools/tool';
import type { MigrationFile, MigrationStatement, NameUser, SeenEffect, Transaction } from '../rules/lib/migration';
import type { MigrationRule } from '../rules/define-rule';
import type { Statement } from '../sql/statements';
import { actsOf, walk, type Walked } from '../workspace/acts';
import type { FoldedText } from '../workspace/folded-text';
import type { MigrationInfo } from '../workspace/migration';
import type { Root } from '../workspace/root';
import type { Finding } from './finding';
import { runMigrationRules, runStatementRules, type RunInput } from './run';
import { transactionsOf } from './transactions';

interface Entry {
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
  readonly statement: MigrationStatement;
  readonly by: Transaction['by'] | undefined;
  readonly version: number;
  /** It depends on who uses what it takes away: that can be another one each time. */
  readonly hasUsers: boolean;
}

/** What a statement of a file does, and where it stands. */
interface ActsAt {
  readonly start: number;
  readonly direction: Direction;
  readonly acts: readonly Act[];
}

/** What the findings of migrations need of their history. */
export interface MigrationPlace {
  readonly model: Root['model'];
  readonly postgres: Root['postgres'];
  file(path: string, info: MigrationInfo, text: FoldedText): MigrationFile;
  /** Whether what a file makes is in use nowhere. */
  isUnreleased(path: string): boolean;
  input(): RunInput;
  /** See `SeenEffect.users`; asked for once for each file. */
  users(): (
    before: SchemaView,
    wanted: { readonly table: Table; readonly column: string | undefined },
  ) => readonly NameUser[];
}

/** After these an old name is there no more. */
const GONE: ReadonlySet<string> = new Set(['drop column', 'drop table', 'rename column', 'rename table', 'set schema']);

function columnOf(act: Act): string | undefined {
  const op = act.act === 'op' ? act.op : undefined;
  return op && (op.op === 'drop column' || op.op === 'rename column') ? op.column : undefined;
}

/** So many statements are looked at before somebody asks whether there is time for more. */
const CHUNK = 100;

/**
 * The findings of the migrations of one root. A statement is looked at beside the schema as it is before it, and anew when
 * it, what it names or its transaction has changed; the whole of a file each time, of what is known of its statements.
 */
export class MigrationFindings {
  private readonly entries = new WeakMap<Statement, Entry>();
  private readonly changedAt = new Map<string, number>();
  private version = 0;
  private invalidBefore = 0;
  /** Statements looked at so far: what a change costs is counted by it. */
  looked = 0;

  constructor(
    private readonly rules: readonly MigrationRule[],
    private readonly place: MigrationPlace,
  ) {}

  /** Takes note of what changed; nothing is looked at yet. */
  changed({ rebuilt }: ModelDelta): void {
    if (rebuilt.size === 0) return;
    this.version++;
    for (const name of rebuilt) this.changedAt.set(name, this.version);
  }

  invalidateAll(): void {
    this.invalidBefore = ++this.version;
  }

  of(
    text: FoldedText,
    info: MigrationInfo,
    isOver: () => boolean,
  ): { readonly findings: Finding[]; readonly complete: boolean } {
    const input = this.place.input();
    const file = this.place.file(text.file, info, text);
    const users = this.place.users();
    const { order, transactions } = inTransactions(text, info);
    const stale = order.filter((statement) => this.isStale(statement, transactions.get(statement)));
    const actsOfFile = once(() =>
      text.sql.statements.map((each) => ({
        start: each.start,
        direction: text.direction(each),
        acts: actsOf(text.sql, each)?.acts ?? [],
      })),
    );
    for (let at = 0; at < stale.length; at += CHUNK) {
      if (at > 0 && isOver()) return { findings: [], complete: false };
      const chunk = stale.slice(at, at + CHUNK);
      walk(this.place, text, chunk, (walked, before) => {
        this.entries.set(
          walked.statement,
          this.look(walked, before, text, file, transactions, actsOfFile, users, input),
        );
      });
    }
    const entries = order.flatMap((statement) => this.entries.get(statement) ?? []);
    const statements = entries.map(({ statement }): MigrationStatement => {
      const transaction = transactions.get(statement.source.statement as Statement);
      return { ...statement, migration: file, transaction };
    });
    return {
      findings: [
        ...entries.flatMap(({ findings }) => findings),
        ...runMigrationRules(this.rules, { file, statements }, input),
      ],
      complete: true,
    };
  }

  private isStale(statement: Statement, transaction: Transaction | undefined): boolean {
    const entry = this.entries.get(statement);
    if (!entry) return true;
    if (entry.hasUsers || entry.version < this.invalidBefore || entry.by !== transaction?.by) return true;
    return entry.names.some((name) => (this.changedAt.get(name) ?? 0) > entry.version);
  }

  private look(
    { statement, source, acts, node, names }: Walked,
    before: Before,
    text: FoldedText,
    file: MigrationFile,
    transactions: ReadonlyMap<Statement, Transaction>,
    actsOfFile: () => readonly ActsAt[],
    users: ReturnType<MigrationPlace['users']>,
    input: RunInput,
  ): Entry {
    this.looked++;
    const transaction = transactions.get(statement);
    const isNew = (table: Table | undefined) =>
      table !== undefined &&
      (table.temporary || table.origin.source.file === text.file || this.place.isUnreleased(table.origin.source.file));
    const about = (name: Name) => {
      const table = before.schema.resolve(name, before.path);
      return { name, ...(table && { key: table.key }), isNew: isNew(table) };
    };
    const effects = effectsOf(acts, before).map((effect): SeenEffect => {
      const { table } = effect;
      return {
        ...effect,
        ...(table && { key: table.key, kind: table.kind, hasUniqueIndex: hasUniqueIndex(table) }),
        isNew: isNew(table),
        otherTables: effect.others.map(about),
        users:
          table && !isNew(table) && GONE.has(effect.form)
            ? users(before.schema, { table, column: columnOf(effect.act) })
            : [],
      };
    });
    const seen: MigrationStatement = {
      source,
      acts,
      ...(node && { node }),
      direction: text.direction(statement),
      effects,
      transaction,
      migration: file,
    };
    const actsWhere = (isWanted: (start: number) => boolean) =>
      actsOfFile().flatMap(({ start, direction, acts }) =>
        isWanted(start) && direction === seen.direction ? acts : [],
      );
    const earlier = once(() => actsWhere((start) => start < statement.start));
    const later = once(() => actsWhere((start) => start > statement.start));
    const hasUsers = effects.some((effect) => !effect.isNew && GONE.has(effect.form));
    const findings = runStatementRules(this.rules, { ...seen, before, isNew, earlier, later }, input);
    return { hasUsers, names, findings, statement: seen, by: transaction?.by, version: this.version };
  }
}

function hasUniqueIndex({ indexes }: Table): boolean {
  return indexes.some(
    ({ unique, predicate, keys }) => unique && !predicate && keys.every(({ column }) => column !== undefined),
  );
}

/** The statements of a file that do something, and the transactions that they are in. */
function inTransactions(text: FoldedText, { parts, transaction }: MigrationInfo) {
  const transactions = new Map<Statement, Transaction>();
  const order: Statement[] = [];
  const own = text.sql.statements.flatMap((statement) => {
    const read = actsOf(text.sql, statement);
    return read ? [{ statement }] : [];
  });
  const inPart = (index: number) =>
    own.filter(({ statement: { start } }) => {
      const at = parts.findIndex(({ span }) => span.start <= start && start < span.end);
      return at === index;
    });
  const groups = parts.length > 0 ? parts.map((part, i) => [inPart(i), part.transaction] as const) : [[own, transaction] as const]; // prettier-ignore
  for (const [members, mode] of groups) {
    const found = transactionsOf(
      members.map(({ statement }) => text.sql.result(statement).facts.ops),
      mode,
    );
    members.forEach(({ statement }, i) => {
      order.push(statement);
      const own = found[i];
      if (own) transactions.set(statement, own);
    });
  }
  return { order, transactions };
}
