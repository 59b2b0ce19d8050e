import { quoteIdent } from '../../model/names';
import type { SchemaFunction, Source } from '../../model/schema';
import { defineRule } from '../define-rule';
import { insertAfter, wholeStatement } from '../lib/edits';
import { findWords, keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'definer-without-search-path',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'query',
  covers: ['P155'],
  docs: {
    summary: 'A SECURITY DEFINER function sets its `search_path`.',
    why:
      'It runs with the rights of its owner, but looks names up on the path of the caller. Who can create a table or a function in a schema of that path ' +
      'makes it run theirs. `SET search_path = …, pg_temp` fixes what its names mean.',
    whenOff: 'Where the path is set by ALTER FUNCTION afterwards.',
    references: [
      {
        title: 'PostgreSQL: Writing SECURITY DEFINER Functions Safely',
        url: 'https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY',
      },
    ],
  },
  examples: [
    {
      title: 'no path',
      sql: 'CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RETURN true; END $$;',
      reports: ['SECURITY DEFINER'],
      says: 'search_path',
      fixed:
        'CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN RETURN true; END $$;',
    },
    {
      title: 'in another schema, the words behind the body',
      sql: 'create schema app;\ncreate procedure app.p() as $$ begin perform 1; end $$ language plpgsql security definer;',
      reports: ['security definer'],
      fixed:
        'create schema app;\ncreate procedure app.p() as $$ begin perform 1; end $$ language plpgsql security definer set search_path = app, pg_temp;',
    },
    {
      title: 'made anew by a later statement',
      sql: "CREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';\nCREATE OR REPLACE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1';",
      reports: [],
    },
    {
      title: 'a path',
      sql: "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN RETURN 1; END $$;",
      reports: [],
    },
    {
      title: 'with the rights of the caller, and a body whose names are fixed',
      sql: 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;\nCREATE FUNCTION g() RETURNS int LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC SELECT 1; END;',
      reports: [],
    },
  ],
  query({ node, source }, context) {
    if (!('CreateFunctionStmt' in node)) return;
    const { options = [], sql_body: atomic, funcname } = node.CreateFunctionStmt;
    const elements = options.flatMap((option) => ('DefElem' in option ? [option.DefElem] : []));
    const definer = elements.find(
      ({ defname, arg }) => defname === 'security' && arg && 'Boolean' in arg && arg.Boolean.boolval,
    );
    const setsPath = elements.some(
      ({ arg }) => arg && 'VariableSetStmt' in arg && arg.VariableSetStmt.name === 'search_path',
    );
    if (!definer || setsPath || atomic) return;
    const whole = wholeStatement(source);
    const at = findWords(context, whole, 'security', 'definer');
    if (!at) return;
    const parts = (funcname ?? []).flatMap((part) => ('String' in part ? [part.String.sval ?? ''] : []));
    const name = parts.at(-1) ?? '';
    const schema = parts.length > 1 ? parts[0]! : (source.path[0] ?? 'public');
    if (isReplaced(context.schema.functionsNamed({ schema, name }, source.path), source)) return;
    const clause = ` ${keywordCase(source, context)('SET')} search_path = ${quoteIdent(schema)}, pg_temp`;
    context.report({
      at,
      message: `\`${name}\` runs with the rights of its owner and looks names up on the path of the caller, who may put own objects there. Set its search_path.`,
      fixes: [{ title: 'Set the `search_path`', kind: 'suggestion', edits: [insertAfter(at, clause)] }],
    });
  },
});

/** Whether a later statement makes the function anew. */
function isReplaced(functions: readonly SchemaFunction[], source: Source): boolean {
  return functions.length > 0 && functions.every(({ origin }) => origin.source.statement !== source.statement);
}
