import type { Result } from '../../base/result';
import type { TypeFact } from '../../model/types';
import type { SchemaChange } from '../changes';
import type { Side } from '../diff/side';

/** What a person says of a change, by the parameter's name. */
export type RecipeArgs = Readonly<Record<string, string>>;

export interface RecipeParameter {
  readonly name: string;
  /** What the editor offers for it. */
  readonly kind: 'table' | 'column' | 'columns' | 'index' | 'type' | 'enum' | 'text';
  /** What to say, as a question with an example. */
  readonly prompt: string;
  readonly optional?: boolean;
  /** One of these. */
  readonly choices?: readonly string[];
}

/** What a recipe has to know of where it is used. */
export interface RecipeContext {
  readonly side: Side;
  readonly postgresVersion: number;
  /** Whether a migration can run outside a transaction: without that nothing is CONCURRENTLY and rows change at once. */
  readonly concurrently: boolean;
  /** A type as it is written; undefined where it is none. */
  type(written: string): TypeFact | undefined;
}

/** One migration of a plan. */
export interface RecipeStep {
  /** `Add the column` */
  readonly title: string;
  /** What the file is named by: `add status to orders`. */
  readonly words: string;
  readonly up: readonly SchemaChange[];
  /**
   * Where the schemas before and after don't tell it. A text says why there is nothing to undo; an object that the step can't
   * be undone, and why.
   */
  readonly down?: readonly SchemaChange[] | string | { readonly irreversible: string };
  /** Columns that Up drops and whose values can still be told: what Down fills them with, as SQL by the column's name. */
  readonly refill?: Readonly<Record<string, string>>;
  /** It has to run outside a transaction, and is one statement each way. */
  readonly outsideTransaction?: boolean;
  /** What happens to rows, as a sentence. */
  readonly rows?: string;
  /** What has to be deployed or seen before it runs, as a sentence. */
  readonly first?: string;
}

export interface RecipePlan {
  /** `Make orders.total NOT NULL` */
  readonly title: string;
  readonly steps: readonly RecipeStep[];
  /** What there is to do when all steps have run, as a sentence. */
  readonly last?: string;
}

/** A way to make one kind of change without stopping the application. */
export interface Recipe {
  /** `set-not-null` */
  readonly id: string;
  /** As it stands in a list: `Make a column NOT NULL`. */
  readonly title: string;
  readonly parameters: readonly RecipeParameter[];
  /** The steps, in order. An error is a sentence for people. */
  plan(args: RecipeArgs, context: RecipeContext): Result<RecipePlan>;
}
