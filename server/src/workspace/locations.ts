import { basename, dirname } from '../base/paths';
import type { MigrationTool } from '../model/tools/tool';
import type { FileSummary } from './file-summary';
import { push } from './maps';

/** A file with the history that it would belong to, and how sure that is. */
export interface Claim {
  readonly file: FileSummary;
  readonly tool: MigrationTool | undefined;
  readonly home: string;
  readonly weight: number;
}

/** Java projects keep migrations here unless they say otherwise. */
const STANDARD = /^.*?\/db\/(?:migration|changelog)(?=\/)/;
const VERSION_FOLDER = /^[vV]?\d+(?:[._-]\d+)*(?:[._]x)?$/;
/** Folders for one database beside those for others. */
const VENDORS =
  /^(?:mysql|mariadb|h2|hsqldb|oracle|sqlserver|mssql|sqlite|db2|derby|cockroach(?:db)?|clickhouse|snowflake|redshift|bigquery)$/i;

/**
 * Joins the folders of tools that also read the folders below: `db/migration/2.31/V2_31_1__x.sql` and
 * `db/migration/2.32/…` are one history. Folders that repeat each other's versions are for different databases.
 */
export function joinLocations(
  homes: ReadonlyMap<string, Claim[]>,
  toolOf: (claims: readonly Claim[]) => MigrationTool | undefined,
): Map<string, Claim[]> {
  const result = new Map<string, Claim[]>();
  const tops = new Map<string, { readonly tool: MigrationTool; readonly parts: [string, Claim[]][] }>();
  for (const [home, claims] of [...homes].sort(([a], [b]) => a.length - b.length)) {
    const tool = toolOf(claims);
    if (!tool?.readsSubfolders) {
      result.set(home, claims);
      continue;
    }
    const key = (folder: string) => `${tool.id}\n${folder}`;
    const top = ancestor(home, (folder) => tops.has(key(folder))) ?? topOf(home);
    const group = tops.get(key(top)) ?? { tool, parts: [] };
    tops.set(key(top), group);
    group.parts.push([home, claims]);
  }
  for (const [key, { tool, parts }] of tops) {
    const top = key.slice(key.indexOf('\n') + 1);
    const own = parts.filter(([home]) => home === top || !VENDORS.test(basename(home)));
    const joined = repeatOneAnother(own, tool) ? [] : own;
    for (const claims of joined) for (const claim of claims[1]) push(result, top, { ...claim, home: top });
    for (const part of parts) if (!joined.includes(part)) result.set(part[0], part[1]);
  }
  return result;
}

function topOf(home: string): string {
  const standard = STANDARD.exec(`${home}/`)?.[0];
  if (standard !== undefined) return standard;
  return VERSION_FOLDER.test(basename(home)) ? dirname(home) : home;
}

/** Whether one of the folders has at least half of its versions in another one too. */
function repeatOneAnother(parts: readonly (readonly [string, readonly Claim[]])[], tool: MigrationTool): boolean {
  const count = new Map<string, number>();
  const versions = parts.map(([, claims]) => [...new Set(claims.map(({ file }) => versionOf(file.path, tool)))]);
  for (const version of versions.flat()) count.set(version, (count.get(version) ?? 0) + 1);
  return versions.some((own) => own.filter((version) => count.get(version)! > 1).length * 2 >= own.length);
}

function versionOf(path: string, tool: MigrationTool): string {
  const { kind = 'none', version = '' } = tool.file(path) ?? {};
  return tool.uniqueVersions && version !== '' ? `${kind} ${version}` : basename(path);
}

function ancestor(path: string, test: (folder: string) => boolean): string | undefined {
  for (let folder = path; folder !== ''; folder = dirname(folder)) if (test(folder)) return folder;
  return undefined;
}
