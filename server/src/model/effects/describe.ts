import type { Name } from '../names';
import { factsOf, type Before, type Effect } from './effect';
import { blocks, strongest, type LockMode } from './locks';

/** Each relation that a statement locks, with the strongest lock. */
export function locksOf(
  effects: readonly Effect[],
  { schema, path }: Before,
): Map<string, { readonly name: Name; readonly mode: LockMode; readonly own: boolean }> {
  const found = new Map<string, { name: Name; mode: LockMode; own: boolean }>();
  const add = (name: Name, mode: LockMode | undefined, own: boolean) => {
    if (!mode) return;
    const key = schema.resolve(name, path)?.key ?? `${name.schema ?? path[0] ?? 'public'}.${name.name}`;
    const old = found.get(key);
    found.set(key, { name, mode: strongest(old ? [old.mode, mode] : [mode])!, own: own || old?.own === true });
  };
  for (const effect of effects) {
    const { lock, other } = factsOf(effect);
    if (effect.on) add(effect.on, lock, true);
    for (const name of effect.others) add(name, other, false);
  }
  return found;
}

const WORK = { rewrite: 'rewrites the table', scan: 'reads all rows', build: 'builds an index over all rows' } as const;

/** `ACCESS EXCLUSIVE on orders; rewrites the table; blocks reads and writes.` Undefined for what does nothing to tables. */
export function describeEffects(effects: readonly Effect[], before: Before): string | undefined {
  const locks = [...locksOf(effects, before).values()].filter(({ mode, own }) => own || blocks(mode) !== 'nothing');
  const outside = effects.some((effect) => factsOf(effect).outside);
  if (locks.length === 0 && !outside) return undefined;
  const facts = effects.map(factsOf);
  const works = (['rewrite', 'build', 'scan'] as const).filter((work) => facts.some((each) => each.work === work));
  const parts = [
    ...locks.map(({ name, mode }) => `${mode} on ${name.schema !== undefined && name.schema !== 'public' ? `${name.schema}.` : ''}${name.name}`), // prettier-ignore
    ...(works.includes('rewrite') ? ['rewrite' as const] : works).map((work) => WORK[work]),
    ...(locks.length > 0 ? [blockWords(strongest(locks.map(({ mode }) => mode))!)] : []),
    ...(outside ? ['not in a transaction'] : []),
  ];
  return `${parts.join('; ')}.`;
}

function blockWords(mode: LockMode): string {
  const what = blocks(mode);
  return what === 'nothing' ? 'blocks no reads or writes' : `blocks ${what}`;
}
