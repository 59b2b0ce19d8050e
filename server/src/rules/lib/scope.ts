/** Whether a table is among those that a scope names: `billing`, `billing.*`, `order*, customers`, in backticks or not. */
export function inScope(scope: string, { schema, name }: { readonly schema: string; readonly name: string }): boolean {
  return scope
    .split(/[,;\s]+/)
    .map((part) => part.replace(/[`'"]/g, ''))
    .filter((part) => part !== '' && !/^(?:schemas?|tables?|and|module|all)$/i.test(part))
    .some((part) => {
      const pattern = new RegExp(`^${part.toLowerCase().split('*').map((each) => each.replace(/[.\\+?^${}()|[\]]/g, '\\$&')).join('.*')}$`); // prettier-ignore
      return [schema, name, `${schema}.${name}`].some((each) => pattern.test(each.toLowerCase()));
    });
}
