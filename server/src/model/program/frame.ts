import type { Scope } from './evaluate';
import type { VariableKind } from './program';
import { Row, UNKNOWN, type Value } from './values';

interface Cell {
  kind: VariableKind;
  value: Value;
  /** It was worked out from rows, and as if there were none. */
  ofRows: boolean;
}

/** The variables of a block, and of those around it. */
export class Frame {
  private readonly cells = new Map<string, Cell>();

  constructor(
    private readonly outer?: Frame,
    readonly params: readonly Value[] = outer?.params ?? [],
  ) {}

  declare(name: string, kind: VariableKind, value: Value = null): void {
    this.cells.set(name, { kind, value, ofRows: false });
  }

  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.outer?.find(name);
  }

  /** The variable of this name that the body has without declaring one. */
  own(name: string): Cell {
    if (this.outer) return this.outer.own(name);
    if (!this.cells.has(name)) this.declare(name, 'scalar');
    return this.cells.get(name)!;
  }
}

/** What names in an expression mean there; `seesRows` is told of a value that was worked out as if tables had no rows. */
export function scopeOf(frame: Frame, seesRows: () => void): Scope {
  return {
    lookUp(fields) {
      const [name = '', field] = fields;
      const cell = frame.find(name);
      if (!cell) return undefined;
      if (cell.ofRows) seesRows();
      if (field === undefined) return cell.value;
      if (cell.value instanceof Row) return cell.value.columns.get(field) ?? UNKNOWN;
      return cell.value === null ? null : UNKNOWN;
    },
    param: (number) => frame.params[number - 1],
  };
}
