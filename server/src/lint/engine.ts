import type { Clock, Files, History, Log } from '../base/ports';
import type { Gate, Rule } from '../rules/define-rule';
import { RULES } from '../rules/registry.generated';
import { LargeParser } from '../sql/large-parser';
import { PgParser } from '../sql/pg-parser';
import { Reader } from '../workspace/sql-text';
import { Workspace } from '../workspace/workspace';
import { Linter } from './linter';

export interface EngineParts {
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  /** What version control knows; without it nothing counts as applied. */
  readonly history?: History;
  /** What `libpg-query.wasm` compiles to, and the paths of it and of `parse-worker.js` for the thread that parses large statements. */
  readonly wasm: WebAssembly.Module;
  readonly wasmPath: string;
  readonly workerPath: string;
  readonly rules?: readonly Rule[];
}

/** The engine behind the language server and the command line. */
export class Engine {
  private constructor(
    readonly parser: PgParser,
    readonly workspace: Workspace,
    readonly linter: Linter,
    private readonly rules: ReadonlyMap<string, Rule>,
    readonly ports: { readonly files: Files; readonly clock: Clock; readonly log: Log },
  ) {}

  static async create(parts: EngineParts): Promise<Engine> {
    const { files, clock, log, history } = parts;
    const parser = await PgParser.create(parts.wasm);
    const reader = new Reader(parser, new LargeParser(parts.workerPath, parts.wasmPath));
    const workspace = new Workspace({ files, clock, log, ...(history && { history }) }, reader);
    const rules = parts.rules ?? RULES;
    const linter = new Linter(workspace, rules, log, parser, () => clock.date());
    return new Engine(parser, workspace, linter, new Map(rules.map((rule) => [rule.id, rule])), { files, clock, log });
  }

  /** Whether an id is a rule's; the engine's own findings (`syntax` …) have none. */
  hasRule(id: string): boolean {
    return this.rules.has(id);
  }

  /** The quality gate that a rule decides. */
  gateOf(id: string): Gate | undefined {
    return this.rules.get(id)?.gate;
  }

  /** The gates of which at least one rule is on for a file. */
  gatesOn(path: string): Gate[] {
    return [...this.rules.values()].flatMap(({ id, gate }) => (gate && this.linter.isOn(id, path) ? [gate] : []));
  }

  /** All gates that some rule decides. */
  gates(): Gate[] {
    return [...new Set([...this.rules.values()].flatMap(({ gate }) => gate ?? []))];
  }
}
