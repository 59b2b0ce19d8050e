import type { TypeId } from './catalog';
import { pathway } from './pathways';
import { isPolymorphic, resolvePolymorphic } from './polymorphic';
import type { TypeTable } from './type-table';

/** A function or operator by its arguments; absent types are those that nobody knows. */
interface Candidate {
  readonly args: readonly (TypeId | undefined)[];
}

/** `can_coerce_type`: may values of these types stand where those are wanted? */
export function canCoerce(
  types: TypeTable,
  sources: readonly TypeId[],
  targets: readonly (TypeId | undefined)[],
  occasion: 'implicit' | 'assignment' | 'explicit' = 'implicit',
): boolean {
  let polymorphic = false;
  for (const [i, source] of sources.entries()) {
    const target = targets[i];
    if (target === undefined || target === source || target === 'any' || source === 'unknown') continue;
    if (isPolymorphic(target)) {
      polymorphic = true;
      continue;
    }
    if (pathway(types, source, target, occasion)) continue;
    if (source === 'record' && types.isComposite(target)) continue;
    if (target === 'record' && types.isComposite(source)) continue;
    return false;
  }
  return !polymorphic || resolvePolymorphic(types, targets, sources) !== undefined;
}

/**
 * The candidate that fits best, as `func_match_argtypes` and `func_select_candidate` of parse_func.c find it; undefined where
 * none fits or PostgreSQL can't choose.
 */
export function selectCandidate<T extends Candidate>(
  types: TypeTable,
  inputs: readonly TypeId[],
  all: readonly T[],
): T | undefined {
  let left = all.filter((candidate) => canCoerce(types, inputs, candidate.args));
  if (left.length <= 1) return left[0];
  const bases = inputs.map((input) => types.baseId(input));
  left = best(left, (candidate) => count(bases, (base, i) => base !== 'unknown' && candidate.args[i] === base));
  if (left.length === 1) return left[0];

  const categories = bases.map((base) => types.category(base));
  left = best(left, (candidate) =>
    count(bases, (base, i) => {
      const arg = candidate.args[i];
      return base !== 'unknown' && arg !== undefined && (arg === base || prefers(types, categories[i]!, arg));
    }),
  );
  if (left.length === 1) return left[0];
  if (!bases.includes('unknown')) return undefined;

  left = byUnknowns(types, bases, left);
  if (left.length === 1) return left[0];
  return asKnownOnes(types, bases, left);
}

function best<T>(candidates: readonly T[], score: (candidate: T) => number): T[] {
  let top = -1;
  let kept: T[] = [];
  for (const candidate of candidates) {
    const reached = score(candidate);
    if (reached > top) {
      top = reached;
      kept = [candidate];
    } else if (reached === top) kept.push(candidate);
  }
  return kept;
}

function count(bases: readonly TypeId[], test: (base: TypeId, i: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < bases.length; i++) if (test(bases[i]!, i)) found++;
  return found;
}

function prefers(types: TypeTable, category: string, id: TypeId): boolean {
  const type = types.find(id);
  return type?.category === category && type.preferred;
}

/** Literals without a type take the category that the candidates share, with text as the one that wins. */
function byUnknowns<T extends Candidate>(types: TypeTable, bases: readonly TypeId[], candidates: readonly T[]): T[] {
  const slots: { readonly index: number; readonly category: string; readonly preferred: boolean }[] = [];
  for (const [index, base] of bases.entries()) {
    if (base !== 'unknown') continue;
    let category: string | undefined;
    let preferred = false;
    let conflict = false;
    for (const { args } of candidates) {
      const type = types.find(args[index] ?? '');
      const own = type?.category ?? 'U';
      if (category === undefined) {
        category = own;
        preferred = type?.preferred ?? false;
      } else if (own === category) preferred ||= type?.preferred ?? false;
      else if (own === 'S') {
        category = own;
        preferred = type?.preferred ?? false;
      } else conflict = true;
    }
    if (category === undefined || (conflict && category !== 'S')) return [...candidates];
    slots.push({ index, category, preferred });
  }
  const kept = candidates.filter(({ args }) =>
    slots.every(({ index, category, preferred }) => {
      const type = types.find(args[index] ?? '');
      return (type?.category ?? 'U') === category && (!preferred || (type?.preferred ?? false));
    }),
  );
  return kept.length > 0 ? kept : [...candidates];
}

/** If all known arguments have one type, literals may be of it too. */
function asKnownOnes<T extends Candidate>(
  types: TypeTable,
  bases: readonly TypeId[],
  candidates: readonly T[],
): T | undefined {
  const known = new Set(bases.filter((base) => base !== 'unknown'));
  const [only] = known;
  if (only === undefined || known.size > 1) return undefined;
  const inputs = bases.map(() => only);
  const fitting = candidates.filter(({ args }) => canCoerce(types, inputs, args));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The result that all candidates share; for arguments whose types can't be told. */
export function sharedResult(candidates: readonly { readonly result: TypeId | undefined }[]): TypeId | undefined {
  const first = candidates[0]?.result;
  if (first === undefined || isPolymorphic(first)) return undefined;
  return candidates.every(({ result }) => result === first) ? first : undefined;
}
