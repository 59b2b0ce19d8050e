/** The schema of a session's own tables, which is searched before all others. */
export const TEMPORARY = 'pg_temp';
