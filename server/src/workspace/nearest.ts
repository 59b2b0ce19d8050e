import { dirname } from '../base/paths';

interface Rooted {
  readonly files: readonly string[];
  readonly kind: string;
}

/** Finds the nearest root of a file: the one that shares the longest folder path with it; of several the first. */
export class RootsByFolder<R extends Rooted> {
  private readonly byFolder = new Map<string, R>();

  constructor(roots: readonly R[]) {
    for (const root of roots) {
      for (let folder = dirname(root.files[0] ?? ''); ; folder = dirname(folder)) {
        const known = this.byFolder.get(folder);
        // A history and a dump beside each other say the same; the history is what people change.
        if (!known || (known.kind === 'dump' && root.kind !== 'dump')) this.byFolder.set(folder, root);
        if (folder === '') break;
      }
    }
  }

  nearest(path: string): R | undefined {
    for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) {
      const root = this.byFolder.get(folder);
      if (root) return root;
    }
    return this.byFolder.get('');
  }
}

export function nearestRoot<R extends Rooted>(roots: readonly R[], path: string): R | undefined {
  return new RootsByFolder(roots).nearest(path);
}
