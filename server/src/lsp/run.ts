import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver/node';
import type { Log } from '../base/ports';

/**
 * Runs one request's work: lets notifications that are already here go first, leaves out what the client no longer wants,
 * and answers with `fallback` where the work fails, so that one failing feature never takes the server down.
 */
export async function runRequest<T>(
  log: Log,
  name: string,
  token: CancellationToken,
  fallback: T,
  work: () => T | Promise<T>,
): Promise<T> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    log.error(`${name} failed.`, error);
    return fallback;
  }
}
