import { matchAt } from '../text';

const LINE = /[^\r\n]*(?:\r\n?|\n|$)/y;
/** A line outside of braces: a setting, an entity with a block, a relation, an entity alone. Prose is none of it. */
const STATEMENT =
  /^\s*(?:%%|\}|(?:direction|style|class|classDef|subgraph|accTitle|accDescr)\b|(?:"[^"]*"|[^\s"{|}]+)\s*(?:\{|[|}o][|o{]|(?:one|zero|many|only|0\+|1\+?)\s|[\r\n]|$))/;
const OPENS = /(?<![o|])\{\s*$/;
const CLOSES = /\}(?![o|])/;
const ELSEWHERE = /^\s*(?:#{1,6}\s|```|~~~)/;

/** Where a diagram ends that stands in no fence: before the first line that is none of it. `from` is behind `erDiagram`. */
export function bareDiagramEnd(text: string, from: number): number {
  let end = from;
  let inBlock = false;
  for (let at = from; at < text.length;) {
    const [line] = matchAt(LINE, text, at)!;
    const content = line.trim();
    if (content !== '' && (ELSEWHERE.test(line) || !(inBlock || STATEMENT.test(line)))) break;
    if (content !== '') end = at + line.trimEnd().length;
    inBlock = OPENS.test(line) || (inBlock && !CLOSES.test(line));
    at += line.length;
  }
  return end;
}
