/** Visits all nodes of a statement's tree with the key that they stand under. */
export function visitTree(tree: unknown, visit: (key: string, value: object) => void): void {
  if (typeof tree !== 'object' || tree === null) return;
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value !== 'object' || value === null) continue;
    visit(key, value as object);
    visitTree(value, visit);
  }
}
