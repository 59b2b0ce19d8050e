/** Words that mean something else in a diagram. */
const RESERVED =
  /^(?:erDiagram|title|to|one|many|zero|only|or|more|optionally|class|classDef|style|end|subgraph|direction|accTitle|accDescr|default|TB|BT|LR|RL|u|o)$/i;

/** The name of an entity as Mermaid takes it: quoted where it isn't plain, or means something to Mermaid. */
export function entityName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !RESERVED.test(name)
    ? name
    : `"${name.replace(/["%\\]/g, "'").replace(/\s+/g, ' ')}"`;
}
