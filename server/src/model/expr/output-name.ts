import type { Node } from '@pgsql/types';

/** The name that PostgreSQL gives to an output column without AS: `FigureColname` of parse_target.c. */
export function outputName(node: Node): string {
  return figure(node).name ?? '?column?';
}

interface Figured {
  readonly name?: string;
  /** Names of types are weaker than those of functions and columns. */
  readonly weak?: boolean;
}

const KEYWORD_NAMES: Readonly<Record<string, string>> = {
  MinMaxExpr: 'greatest', CoalesceExpr: 'coalesce', GroupingFunc: 'grouping', A_ArrayExpr: 'array', RowExpr: 'row',
  XmlSerialize: 'xmlserialize', JsonParseExpr: 'json', JsonScalarExpr: 'json_scalar', JsonSerializeExpr: 'json_serialize',
  JsonObjectConstructor: 'json_object', JsonArrayConstructor: 'json_array', JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg', JsonArrayAgg: 'json_arrayagg', MergeSupportFunc: 'merge_action',
}; // prettier-ignore

const VALUE_NAMES: Readonly<Record<string, string>> = { SVFOP_USER: 'user' };
const XML_NAMES = new Set(['IS_XMLCONCAT', 'IS_XMLELEMENT', 'IS_XMLFOREST', 'IS_XMLPARSE', 'IS_XMLPI', 'IS_XMLROOT', 'IS_XMLSERIALIZE']); // prettier-ignore
const JSON_FUNCTIONS: Readonly<Record<string, string>> = {
  JSON_EXISTS_OP: 'json_exists', JSON_QUERY_OP: 'json_query', JSON_VALUE_OP: 'json_value', JSON_TABLE_OP: 'json_table',
}; // prettier-ignore

function figure(node: Node): Figured {
  if ('ColumnRef' in node) return { name: lastName(node.ColumnRef.fields) };
  if ('A_Indirection' in node) {
    const name = lastName(node.A_Indirection.indirection);
    return name === undefined ? figure(node.A_Indirection.arg!) : { name };
  }
  if ('FuncCall' in node) return { name: lastName(node.FuncCall.funcname) };
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? { name: 'nullif' } : {};
  if ('TypeCast' in node) {
    const inner = figure(node.TypeCast.arg!);
    if (inner.name !== undefined && !inner.weak) return inner;
    const name = lastName(node.TypeCast.typeName?.names);
    return name === undefined ? inner : { name, weak: true };
  }
  if ('CollateClause' in node) return node.CollateClause.arg ? figure(node.CollateClause.arg) : {};
  if ('SubLink' in node) return sublinkName(node.SubLink);
  if ('CaseExpr' in node) {
    const inner = node.CaseExpr.defresult ? figure(node.CaseExpr.defresult) : {};
    return inner.name !== undefined && !inner.weak ? inner : { name: 'case', weak: true };
  }
  if ('MinMaxExpr' in node && node.MinMaxExpr.op === 'IS_LEAST') return { name: 'least' };
  if ('SQLValueFunction' in node) {
    const { op = '' } = node.SQLValueFunction;
    return { name: VALUE_NAMES[op] ?? op.replace(/^SVFOP_|_N$/g, '').toLowerCase() };
  }
  if ('XmlExpr' in node) {
    const { op = '' } = node.XmlExpr;
    return XML_NAMES.has(op) ? { name: op.slice(3).toLowerCase() } : {};
  }
  if ('JsonFuncExpr' in node) return { name: JSON_FUNCTIONS[node.JsonFuncExpr.op ?? ''] };
  const [kind = ''] = Object.keys(node);
  return { name: KEYWORD_NAMES[kind] };
}

function sublinkName(node: Extract<Node, { SubLink: unknown }>['SubLink']): Figured {
  if (node.subLinkType === 'EXISTS_SUBLINK') return { name: 'exists' };
  if (node.subLinkType === 'ARRAY_SUBLINK') return { name: 'array' };
  if (node.subLinkType !== 'EXPR_SUBLINK' || !node.subselect || !('SelectStmt' in node.subselect)) return {};
  const target = node.subselect.SelectStmt.targetList?.[0];
  if (!target || !('ResTarget' in target)) return {};
  const { name, val } = target.ResTarget;
  return name !== undefined ? { name } : { name: val ? outputName(val) : undefined };
}

/** The last of the names; `*` and subscripts are none. */
function lastName(nodes: readonly Node[] | undefined): string | undefined {
  const names = (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
  return names.at(-1);
}
