import type { PlanStep } from '../../spec/plan/facts';
import type { DocumentContext, Edit } from '../define-rule';

/** What a step of a migration plan does, as its title, its SQL or its other words say. */
export type StepKind =
  /** New columns, tables, indexes: programs go on as before. */
  | 'adds'
  /** Rows get values. */
  | 'fills'
  /** Rows that are there, or come, can be refused. */
  | 'constrains'
  /** Columns, tables or rows go, with what is in them. */
  | 'removes'
  /** A type or a name changes. */
  | 'alters';

const OBJECT = String.raw`(?:columns?|fields?|tables?|rows?|records?|data|values?)`;
const KINDS: readonly (readonly [StepKind, RegExp])[] = [
  ['fills', /\b(?:back-?fill(?:s|ing)?|populat(?:e|es|ing)|fill(?:s|ing)?|cop(?:y|ies|ying)|move (?:the )?(?:data|rows|values)|migrate (?:the )?(?:existing )?(?:data|rows|values)|update (?:the |all |existing )*(?:rows|values|records|data)|convert (?:the )?(?:existing )?(?:data|rows|values)|seed(?:ing)?)\b/i],
  ['constrains', /\b(?:add|create|set|make|enforce|enable|validate|tighten|apply)\b.*\b(?:constraints?|not[ -]?null|unique|foreign keys?|check|primary key|required|mandatory)\b|^\W*(?:not[ -]?null|foreign keys?|unique)\b/i],
  ['removes', new RegExp(String.raw`\b(?:drop|remove|delete|purge|truncate|clean ?up)\b(?!.*\b(?:constraint|index|not[ -]?null|default|trigger|view|policy|function|foreign key|type|code|feature|endpoint|flag)\b).*\b(?:${OBJECT}|old|legacy|deprecated|unused)\b`, 'i')],
  ['alters', /\b(?:rename|change|alter|convert|widen|swap)\b.*\b(?:columns?|tables?|types?|fields?)\b/i],
  ['adds', /\b(?:add|create|introduce|build|make|new)\b.*\b(?:columns?|fields?|tables?|index(?:es)?|types?|enums?|view|schema|sequence|trigger)\b/i],
]; // prettier-ignore
const SQL_KINDS: readonly (readonly [StepKind, RegExp])[] = [
  ['removes', /\bdrop\s+(?:column|table)\b|\bdelete\s+from\b|\btruncate\b/i],
  ['fills', /\bupdate\s+(?:only\s+)?[\w."]+\s+(?:as\s+\w+\s+|\w+\s+)?set\b|\binsert\s+into\b[^;]*\bselect\b/i],
  ['alters', /\brename\b|\balter\s+(?:column\s+)?[\w"]+\s+(?:set\s+data\s+)?type\b/i],
  ['constrains', /\badd\s+(?:constraint|unique|primary\s+key|foreign\s+key|check)\b|\bset\s+not\s+null\b|\bvalidate\s+constraint\b/i],
  ['adds', /\badd\s+(?:column\s+)?[\w"]+|\bcreate\s+(?:unique\s+)?(?:index|table|type|view)\b/i],
]; // prettier-ignore

/** Undefined where nothing tells. */
export function kindOf(
  { title, sql }: PlanStep,
  context: Pick<DocumentContext<never>, 'written'>,
): StepKind | undefined {
  const written = sql.map((at) => context.written(at).replace(/--[^\r\n]*/g, '')).join('\n');
  return (
    SQL_KINDS.find(([, pattern]) => pattern.test(written))?.[0] ??
    KINDS.find(([, pattern]) => pattern.test(title.text))?.[0]
  );
}

/** All that a step says, in one text. */
export function wordsOf({ title, said, rollback, dataMigration }: PlanStep): string {
  return [title, ...said, ...(rollback ? [rollback] : []), ...(dataMigration ? [dataMigration] : [])].map(({ text }) => text).join('\n'); // prettier-ignore
}

/** `step 2`, or its title where the steps have no numbers. */
export function called({ number, title }: PlanStep): string {
  return `step ${number.text} ("${title.text.replace(/[`*]/g, '')}")`;
}

/** Adds an item behind what a step says, as its other items are written. */
export function addItem(step: PlanStep, key: string, value: string): Edit {
  const [, mark = '- ', bold = ''] = /^(\s*(?:[-*+]|\d{1,9}[.)])\s+)(\*\*)?/.exec(step.sample ?? '') ?? [];
  const inside = /^\s*\S+\s+\*\*[^*:]+:\*\*/.test(step.sample ?? '');
  const written = bold === '' ? `${key}:` : inside ? `**${key}:**` : `**${key}**:`;
  const gap = step.sample === undefined ? '\n\n' : '\n';
  const { end } = step.span;
  return { at: { start: end, end }, newText: `${gap}${/^\s*\d/.test(mark) ? '- ' : mark}${written} ${value}` };
}

/** What undoes a step, as people write it; undefined where that takes more than a word. */
export function wayBack(step: PlanStep, kind: StepKind | undefined): string | undefined {
  const title = step.title.text;
  if (kind === 'adds')
    return /\bindex(?:es)?\b/i.test(title) ? 'DROP INDEX' : /\btable\b/i.test(title) ? 'DROP TABLE' : /\b(?:column|field)s?\b/i.test(title) ? 'DROP COLUMN' : undefined; // prettier-ignore
  if (kind === 'constrains')
    return /not[ -]?null|required|mandatory/i.test(title) ? 'DROP NOT NULL' : 'DROP CONSTRAINT';
  return undefined;
}
