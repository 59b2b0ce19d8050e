import { URI } from 'vscode-uri';

/**
 * The engine's name for a document: the path of a `file:` URI with `/` between its parts, the URI itself of an
 * `untitled:` one, undefined for every other scheme (`git:`, output, notebooks): those are nothing of ours.
 */
export function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme === 'untitled') return uri;
  if (parsed.scheme !== 'file') return undefined;
  const path = parsed.fsPath.replaceAll('\\', '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export function uriOf(path: string): string {
  return path.startsWith('untitled:') ? path : URI.file(path).toString();
}
