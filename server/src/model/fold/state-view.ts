import type { Name } from '../names';
import type { EnumType, Extension, SchemaFunction, SchemaView, Sequence, Table, UserType } from '../schema';
import { lookUp, typeOf, type FoldState } from './state';

/** A schema while it is being folded, as its readers see it: they look at the drafts themselves, which go on changing. */
export class StateView implements SchemaView {
  constructor(private readonly state: FoldState) {}

  tables(): Iterable<Table> {
    return this.state.tables.values();
  }

  types(): Iterable<UserType> {
    return this.state.types.values();
  }

  sequences(): Iterable<Sequence> {
    return this.state.sequences.values();
  }

  functions(): Iterable<SchemaFunction> {
    return [...this.state.functions.values()].flat().filter(({ kind }) => kind !== 'operator');
  }

  extensions(): Iterable<Extension> {
    return this.state.extensions.values();
  }

  table(key: string): Table | undefined {
    return this.state.tables.get(key);
  }

  resolve(name: Name, path: readonly string[]): Table | undefined {
    return lookUp(this.state.tables, name, path);
  }

  type(name: Name, path: readonly string[]): UserType | undefined {
    return typeOf(this.state, name, path);
  }

  enum(name: Name, path: readonly string[]): EnumType | undefined {
    const type = this.type(name, path);
    return type?.kind === 'enum' ? type : undefined;
  }

  sequence(name: Name, path: readonly string[]): Sequence | undefined {
    return lookUp(this.state.sequences, name, path);
  }

  functionsNamed(name: Name, path: readonly string[]): readonly SchemaFunction[] {
    return lookUp(this.state.functions, name, path) ?? [];
  }
}
