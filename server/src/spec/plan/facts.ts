import type { Span } from '../../base/span';
import type { Written } from '../written';

/** What a migration plan says, beside its outline. */
export interface MigrationPlan {
  readonly title?: Written;
  readonly steps: readonly PlanStep[];
  readonly deployment?: Deployment;
  /** Where the last thing that is said ends. */
  readonly end: number;
}

export interface PlanStep {
  readonly heading: Span;
  readonly level: number;
  /** `2` of `Step 2: Backfill`. */
  readonly number: Written;
  /** Without `Step 2:`. */
  readonly title: Written;
  /** From its heading to the end of what is said below it. */
  readonly span: Span;
  /** Where the next heading starts, or the document ends. */
  readonly end: number;
  readonly rollback?: Written;
  readonly dataMigration?: Written;
  /** Files of SQL that it names, the way back left out. */
  readonly files: readonly Written[];
  /** What else it says. */
  readonly said: readonly Written[];
  /** Its SQL. */
  readonly sql: readonly Span[];
  /** The last item about it as it is written, with its mark. */
  readonly sample?: string;
}

export interface Deployment {
  readonly heading: Span;
  readonly items: readonly Written[];
}
