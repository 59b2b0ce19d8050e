import { SchemaModel, type ModelDelta } from '../model/schema-model';
import type { MigrationTool } from '../model/tools';
import { FoldedText } from './folded-text';
import type { RootKind, RootSpec } from './grouping';
import type { SqlText } from './sql-text';

/** One schema's worth of files, and the schema that they make. */
export class Root {
  readonly model: SchemaModel;
  private readonly texts = new Map<string, FoldedText>();

  constructor(
    readonly spec: RootSpec,
    /** PostgreSQL's major version that counts here, and what says so. */
    readonly postgres: { readonly version: number; readonly from: string },
  ) {
    const rank = new Map(spec.files.map((file, i) => [file, i]));
    this.model = new SchemaModel((file) => rank.get(file) ?? spec.files.length);
  }

  get id(): string {
    return this.spec.id;
  }

  get kind(): RootKind {
    return this.spec.kind;
  }

  get files(): readonly string[] {
    return this.spec.files;
  }

  get tool(): MigrationTool | undefined {
    return this.spec.tool;
  }

  /** Statements folded so far: what a change costs is counted by it. */
  get folded(): number {
    let sum = 0;
    for (const text of this.texts.values()) sum += text.folded;
    return sum;
  }

  text(file: string): FoldedText | undefined {
    return this.texts.get(file);
  }

  enter(file: string, sql: SqlText): void {
    this.texts.get(file)?.dispose();
    this.texts.set(file, new FoldedText(file, sql, this.model, this.spec.tool));
  }

  withdraw(file: string): void {
    this.texts.get(file)?.dispose();
    this.texts.delete(file);
  }

  commit(): ModelDelta {
    return this.model.commit();
  }
}
