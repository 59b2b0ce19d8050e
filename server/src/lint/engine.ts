import type { Clock, Files, Log } from '../base/ports';
import type { Rule } from '../rules/define-rule';
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
  /** The bytes of `libpg-query.wasm`, and the paths of it and of `parse-worker.js` for the thread that parses large statements. */
  readonly wasm: Uint8Array;
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
    private readonly rules: ReadonlySet<string>,
    readonly ports: { readonly files: Files; readonly clock: Clock; readonly log: Log },
  ) {}

  static async create(parts: EngineParts): Promise<Engine> {
    const { files, clock, log } = parts;
    const parser = await PgParser.create(parts.wasm);
    const reader = new Reader(parser, new LargeParser(parts.workerPath, parts.wasmPath));
    const workspace = new Workspace({ files, clock, log }, reader);
    const rules = parts.rules ?? RULES;
    const linter = new Linter(workspace, rules, log);
    return new Engine(parser, workspace, linter, new Set(rules.map((rule) => rule.id)), { files, clock, log });
  }

  /** Whether an id is a rule's; the engine's own findings (`syntax` …) have none. */
  hasRule(id: string): boolean {
    return this.rules.has(id);
  }
}
