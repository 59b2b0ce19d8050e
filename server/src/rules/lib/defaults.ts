import type { Column } from '../../model/schema';

/** Whether a column gets a value of itself, as far as that can be told: a domain may have a default. */
export function hasDefault({ default: value, identity, sequence, generated, type }: Column): boolean {
  return Boolean(value ?? identity ?? sequence ?? generated) || !type.builtIn;
}
