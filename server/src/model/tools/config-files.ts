import type { ConfigFile } from './tool';

/** A file that lies in the folder it speaks for. */
export function inFolder(path: RegExp, folder = '.'): ConfigFile {
  return { path, folders: () => [folder] };
}

/** A file in which a pattern captures the folder, once or more; `otherwise` is the tool's own default. */
export function named(path: RegExp, folder: RegExp, otherwise: string): ConfigFile {
  return {
    path,
    folders(text) {
      const found = [...text.matchAll(new RegExp(folder.source, 'gm'))].map((match) => clean(match[1] ?? ''));
      return found.length > 0 ? [...new Set(found)] : [otherwise];
    },
  };
}

/** The `dir` of an `atlas.hcl` that holds migrations in the form of a tool; `atlas` is its own. */
export function atlasFolder(format: string): ConfigFile {
  return {
    path: /\/atlas\.hcl$/,
    folders(text) {
      const dirs = [...text.matchAll(/\bdir\s*=\s*"file:\/\/([^"?]+)(?:\?format=([\w-]+))?"/g)];
      return dirs.filter(([, , of = 'atlas']) => of === format).map(([, dir]) => clean(dir!));
    },
  };
}

/** `./db/migrations/` as `db/migrations`. */
function clean(folder: string): string {
  const plain = folder
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/\/+$/, '');
  return plain.replace(/^\.\/+/, '') || '.';
}
