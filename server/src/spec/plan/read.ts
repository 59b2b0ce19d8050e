import { span, type Span } from '../../base/span';
import { defined } from '../../base/defined';
import { readBlocks, type Block } from '../blocks';
import type { SpecFacts } from '../facts';
import { readOutline } from '../outline';
import { isSqlBlock, unclosed } from '../fences';
import type { SpecProblem } from '../problem';
import { textOf, trimmed, unmarked } from '../text';
import type { Written } from '../written';
import type { MigrationPlan, PlanStep } from './facts';
import { DEPLOYMENT, KEYS, NUMBERED, STEP, STEPS } from './words';

/** Reads a migration plan. Takes any text; what it can't make sense of is left out. */
export function readPlan(text: string): SpecFacts {
  const { blocks, text: withoutComments } = readBlocks(text);
  const reader = new PlanReader(withoutComments);
  for (const block of blocks) if (block.kind !== 'comment') reader.block(block);
  const comments = blocks.filter(({ kind }) => kind === 'comment').map((block) => block.span);
  return {
    kind: 'migration plan',
    entities: [],
    relations: [],
    diagrams: [],
    sqlBlocks: reader.sqlBlocks,
    problems: reader.problems,
    directives: comments.filter((at) => textOf(text, at).startsWith('<!-- tablewright-')),
    outline: readOutline(withoutComments, blocks),
    plan: reader.plan(),
  };
}

type Open = { -readonly [K in keyof PlanStep]: PlanStep[K] } & { files: Written[]; said: Written[]; sql: Span[] };
const KEY = /^(?:\*\*|__)?(?<key>[\p{L}][\p{L}\p{M} -]{1,40}?)(?:\*\*|__)?\s{0,4}[:：](?:\*\*|__)?\s{0,4}/u;
const FILE = /[\w./\\-]+\.sql(?![\w])/gi;

class PlanReader {
  readonly sqlBlocks: Span[] = [];
  readonly problems: SpecProblem[] = [];
  private readonly steps: Open[] = [];
  private title: Written | undefined;
  private deployment: { heading: Span; items: Written[] } | undefined;
  /** The level of the heading of the section with the steps, while it is open. */
  private stepsLevel: number | undefined;
  private step: Open | undefined;
  private inDeployment: number | undefined;
  private end = 0;

  constructor(private readonly text: string) {}

  plan(): MigrationPlan {
    if (this.step) this.step.end = this.text.length;
    return {
      ...defined({ title: this.title, deployment: this.deployment }),
      steps: this.steps,
      end: this.end,
    };
  }

  block(block: Block): void {
    this.end = Math.max(this.end, block.span.end);
    if (block.kind === 'heading') return this.heading(block.level, block.text, block.span);
    if (this.step) this.step.span = span(this.step.span.start, block.span.end);
    if (block.kind === 'fence') {
      if (!block.closed) this.problems.push(unclosed(this.text, block));
      if (!isSqlBlock(this.text, block)) return;
      this.sqlBlocks.push(block.content);
      this.step?.sql.push(block.content);
    } else if (block.kind === 'item') this.item(block.text, block.span);
    else if (block.kind === 'text') this.say(block.span);
  }

  private heading(level: number, at: Span, whole: Span): void {
    const title = textOf(this.text, at);
    const words = title.replace(/[`*]/g, '').replace(/^[\d.\s\p{So}]+(?=\p{L})/u, '').trim(); // prettier-ignore
    if (this.step && level <= this.step.level) {
      this.step.end = whole.start;
      this.step = undefined;
    }
    if (this.inDeployment !== undefined && level <= this.inDeployment) this.inDeployment = undefined;
    if (this.stepsLevel !== undefined && level <= this.stepsLevel) this.stepsLevel = undefined;
    if (level === 1) this.title ??= { text: title, span: at };
    if (DEPLOYMENT.test(words)) {
      this.deployment ??= { heading: at, items: [] };
      this.inDeployment = level;
    } else if (STEPS.test(words) && !STEP.test(title)) this.stepsLevel = level;
    else if (!this.step) this.startStep(level, at, whole);
    else this.step.span = span(this.step.span.start, whole.end);
  }

  private startStep(level: number, at: Span, whole: Span): void {
    const title = textOf(this.text, at);
    const isBelow = this.stepsLevel !== undefined && level === this.stepsLevel + 1;
    const match = STEP.exec(title) ?? (isBelow ? NUMBERED.exec(title) : undefined);
    if (!match) return;
    const start = at.start + match[0].length;
    const number = match.groups!.number!;
    const numberAt = at.start + match[0].indexOf(number);
    this.step = {
      heading: at,
      level,
      number: { text: number, span: span(numberAt, numberAt + number.length) },
      title: { text: this.text.slice(start, at.end), span: span(start, at.end) },
      span: whole,
      end: whole.end,
      files: [...this.filesIn(span(start, at.end))],
      said: [],
      sql: [],
    };
    this.steps.push(this.step);
  }

  private item(at: Span, whole: Span): void {
    if (this.inDeployment !== undefined) this.deployment!.items.push({ text: textOf(this.text, at), span: at });
    if (!this.step) return;
    this.step.sample = this.text.slice(lineStart(this.text, whole.start), whole.end);
    this.say(at);
  }

  private say(at: Span): void {
    const { step } = this;
    if (!step) return;
    const key = KEY.exec(textOf(this.text, at));
    const about = key && KEYS.find(([, pattern]) => pattern.test(key.groups!.key!.trim()))?.[0];
    const value = trimmed(this.text, at.start + (about ? key[0].length : 0), at.end);
    const written = { text: textOf(this.text, value), span: value };
    if (about === 'rollback') step.rollback ??= written;
    else {
      if (about === 'data') step.dataMigration ??= written;
      else step.said.push(written);
      step.files.push(...this.filesIn(value));
    }
  }

  private *filesIn(at: Span): Iterable<Written> {
    for (const match of textOf(this.text, at).matchAll(FILE)) {
      const found = unmarked(this.text, span(at.start + match.index, at.start + match.index + match[0].length));
      yield { text: textOf(this.text, found), span: found };
    }
  }
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !'\r\n'.includes(text[start - 1]!)) start--;
  return start;
}
