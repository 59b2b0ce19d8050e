import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Span } from '../../base/span';
import { isPlaceholder } from '../text';
import type { Slip } from './facts';
import { CONTRACT, type MapShape, type Shape } from './shape';
import { truth, type Yaml } from './yaml';

/** Keys and values of a contract that its shape doesn't have. Keys that start with `x-` are anybody's own. */
export function slipsOf(yaml: Yaml): Slip[] {
  const slips: Slip[] = [];
  const visit = (node: Node | undefined, shape: Shape, place: Span, name: string): void => {
    if (!node || (isScalar(node) && node.value === null)) return;
    const slip = (message: string, known: readonly string[] = [], at = yaml.spanOf(node) ?? place) =>
      slips.push({ span: at, message, written: yaml.text.slice(at.start, at.end).slice(0, 100), known });
    switch (shape.kind) {
      case 'any':
        return;
      case 'text': {
        const written = yaml.scalar(node);
        if (!isScalar(node)) return void slip(`\`${name}\` is a text.`, [], place);
        const { values } = shape;
        if (!values || !written || isPlaceholder(written.text)) return;
        if (!values.some((value) => value.toLowerCase() === written.text.toLowerCase()))
          slip(
            `\`${name}\` is one of ${values.join(', ')}; \`${written.text}\` isn’t among them.`,
            values,
            written.span,
          );
        return;
      }
      case 'flag':
        if (truth(node) === undefined) slip(`\`${name}\` is true or false.`, ['true', 'false']);
        return;
      case 'list':
        if (!isSeq(node))
          return isMap(node) ? undefined : void slip(`\`${name}\` is a list, with a dash before each item.`);
        for (const item of yaml.items(node)) visit(yaml.resolved(item), shape.of, yaml.spanOf(item) ?? place, name);
        return;
      case 'names':
        if (!isMap(node)) return; // the reader says so
        for (const { key, value, keySpan } of yaml.entries(node)) visit(value, shape.of, keySpan, key);
        return;
      case 'map':
        return visitMap(node, shape, place, name);
    }
  };
  const visitMap = (node: Node, shape: MapShape, place: Span, name: string) => {
    if (!isMap(node)) return;
    const entries = yaml.entries(node);
    const known = Object.keys(shape.keys);
    for (const { key, keySpan, value } of entries) {
      const inner = shape.keys[key];
      if (inner) visit(value, inner, keySpan, key);
      else if (!key.startsWith('x-') && !isPlaceholder(key)) {
        const free = known.filter((each) => !entries.some((entry) => entry.key === each));
        slips.push({
          span: keySpan,
          message: `A contract has no key \`${key}\` here, so nothing reads it.`,
          written: key,
          known: free,
        });
      }
    }
    const missing = (shape.required ?? []).filter((key) => !entries.some((entry) => entry.key === key));
    const typo = entries.some(({ key }) => !(key in shape.keys));
    if (missing.length > 0 && !typo && !isPlaceholder(name)) {
      const first = entries[0]?.keySpan ?? place;
      const what = missing.map((key) => `\`${key}\``).join(' and ');
      slips.push({
        span: name === '' ? first : place,
        message: `${what} ${missing.length > 1 ? 'are' : 'is'} missing here.`,
        written: name,
        known: [],
      });
    }
  };
  if (yaml.root) visit(yaml.root, CONTRACT, { start: 0, end: 0 }, '');
  return slips;
}
