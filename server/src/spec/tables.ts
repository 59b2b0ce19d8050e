import { Recent } from '../base/recent';
import type { Span } from '../base/span';
import type { Block, Row } from './blocks';
import { textOf, unmarked } from './text';
import type { Written } from './written';

export type Table = Extract<Block, { kind: 'table' }>;

/** Headers by what their column holds: English first, then es, pt, fr, de, ru, ko, zh and ja. All in lower case. */
const HEADERS = {
  name:
    'column,columns,column name,field,fields,field name,attribute,attribute name,property,name,campo,columna,nombre,atributo,' +
    'coluna,nome,champ,colonne,attribut,nom,feld,spalte,поле,столбец,колонка,атрибут,имя,название,' +
    '컬럼,컬럼명,칼럼,칼럼명,필드,필드명,속성,이름,字段,字段名,字段名称,列,列名,名称,カラム,カラム名,フィールド,フィールド名',
  type:
    'type,data type,datatype,column type,field type,sql type,pg type,postgres type,postgresql type,tipo,tipo de dato,tipo de dados sql,type sql,tipo di dato,datatyp,sql typ,' +
    'tipo de dados,typ,datentyp,type de données,тип,тип данных,타입,데이터 타입,데이터타입,자료형,유형,类型,数据类型,字段类型,型,データ型',
  constraints:
    'constraints,constraint,key,keys,modifiers,restricciones,restricción,restrições,contraintes,einschränkungen,ограничения,attributes,attribute flags,clave,clé,chave,schlüssel,vincoli,' +
    'ограничение,제약조건,제약 조건,제약,키,约束,约束条件,制約,キー',
  nullable:
    'nullable,null,nulls,allow null,nulo,anulable,nulável,null 허용,널 허용,可空,允许空,是否为空,可为空,null許容,is null,nullwert,null erlaubt,nulos,acepta nulos,permite nulo,aceita nulo,optional,facultatif',
  required:
    'required,mandatory,not null,obligatorio,requerido,obrigatório,requis,pflicht,обязательное,필수,필수 여부,必填,是否必填,必須,erforderlich,pflichtfeld,obligatoire,obbligatorio,notnull',
  default:
    'default,default value,predeterminado,por defecto,padrão,défaut,по умолчанию,기본값,默认值,默认,デフォルト,初期値,standard,standardwert,vorgabe,valor por defecto,valor predeterminado,valor padrão,valeur par défaut,par défaut,predefinito,значение по умолчанию',
  primary: 'pk,primary key,primary,clave primaria,主键,기본키,主キー,primärschlüssel,clé primaire,chave primária',
  unique: 'unique,único,уникальное,唯一,eindeutig,univoco,única',
  references:
    'references,reference,parents,fk,foreign key,refers to,ref,ссылка,외래키,外键,参照,fremdschlüssel,clave foránea,clave externa,clé étrangère,chave estrangeira,foreign key to,fk to,referencia,referência,référence,verweist auf,verweis',
  notes:
    'notes,note,description,comment,comments,remarks,details,descripción,comentarios,notas,descrição,beschreibung,описание,purpose,meaning,bemerkung,bemerkungen,kommentar,anmerkung,remarques,commentaire,observaciones,observação,observações,descrizione,' +
    'примечание,примечания,комментарий,설명,비고,说明,描述,备注,説明,備考',
  table:
    'table,tables,table name,entity,entity name,tabla,tablas,tabela,tabelas,tabelle,tabellen,tabellenname,tabella,tabelle,entidad,entität,entité,таблица,таблицы,сущность,테이블,테이블명,表,表名,数据表,テーブル,テーブル名',
  listed:
    'columns,fields,attributes,key columns,key fields,main columns,main fields,notable columns,important columns,columnas,campos,colonnes,champs,spalten,felder,столбцы,поля,колонки,컬럼,字段,カラム',
  from: 'from,source,parent,left,entity a,entity 1,from entity,from table,desde,origen,de,von,из,从,depuis,origine,origem,da,source table,tabla origen,tabla de origen,tabela origem,table source,quelltabelle,исходная таблица',
  to: 'to,target,child,right,entity b,entity 2,to entity,to table,hasta,destino,para,nach,к,到,vers,cible,ziel,target table,referenced table,tabla destino,tabla de destino,tabela destino,table cible,zieltabelle,целевая таблица',
  cardinality:
    'type,cardinality,relationship type,kind,tipo,cardinalidad,cardinalidade,kardinalität,typ,тип,유형,타입,类型,基数,cardinalité,multiplicity,tipo de relación,type de relation,beziehungstyp,кратность',
  onDelete:
    'on delete,ondelete,delete rule,on delete strategy,delete,al borrar,при удалении,삭제 시,删除时,削除時,ondelete action,beim löschen,löschregel,löschverhalten,bei löschung,al eliminar,en eliminación,ao excluir,ao apagar,à la suppression',
  constraint: 'constraint,foreign key,fk,column,via,restricción,ограничение,제약조건,约束,制約',
  classification: 'classification,class,pii,sensitivity,category,clasificación,классификация,분류,分类,分類',
  retention:
    'retention,retention period,kept for,keep,retención,хранение,срок хранения,보존,보존 기간,保留,保留期,保存期間',
  erasure: 'erasure strategy,erasure,deletion,deletion strategy,borrado,удаление,삭제,삭제 전략,删除策略,消去',
  change: 'change type,change,planned change,cambio,изменение,변경,变更,変更',
  safe: 'safe,seguro,безопасно,안전,安全',
  strategy: 'strategy,migration strategy,approach,plan,estrategia,стратегия,전략,策略,戦略',
  downtime: 'downtime required,downtime,простой,다운타임,停机',
  scope: 'scope,alcance,область,범위,范围,範囲',
  implementation: 'implementation,enforced by,how,implementación,реализация,구현,实现,実装',
  status: 'status,state,estado,statut,статус,состояние,상태,状态,状態',
  transitions: 'transitions to,transitions,next,next states,transiciones,переходы,переход,전이,转换,遷移',
  id: '#,id,ap,no,no.,nr,№,番号,번호,编号',
  pattern:
    'pattern,access pattern,access patterns,use case,operation,supports,serves,used by,patrón,паттерн,패턴,模式,パターン',
  shape: 'query shape,query,shape,sql,query pattern,consulta,запрос,쿼리,查询,クエリ',
  frequency: 'frequency,freq,rate,volume,calls,expected frequency,qps,frecuencia,частота,빈도,频率,頻度',
  sla: 'latency sla,sla,latency,target,latency target,target latency,p95,p99,response time,latencia,задержка,지연,延迟,レイテンシ',
  index: 'index needed,index,index name,indexes,índice,индекс,인덱스,索引,インデックス',
  method: 'type,method,kind,tipo,тип,유형,类型,型',
  reason: 'rationale,reason,purpose,why,notes,note,razón,причина,이유,原因,理由',
  keyColumns: 'column,columns,key columns,columnas,colunas,colonnes,spalten,столбцы,колонки,컬럼,列,カラム',
  keyName: 'name,index name,constraint name,index,constraint,nombre,nome,nom,имя,название,이름,名称,名前',
  migration:
    'migration reference,migration,migration file,migration ref,migración,миграция,마이그레이션,迁移,マイグレーション',
  date: 'date,fecha,data,datum,дата,날짜,日期,日付',
  relation: 'relation,relationship,entities,tables,relación,relação,beziehung,связь,관계,关系,関係',
};

export type HeaderRole = keyof typeof HEADERS;

const WORDS = new Map((Object.keys(HEADERS) as HeaderRole[]).map((role) => [role, new Set(HEADERS[role].split(','))]));

/** Headers recur all the time, in every document and at every keystroke. */
const known = new Recent<string, ReadonlySet<HeaderRole>>(2_000);

/** All that a header can say of its column. */
function rolesOf(cell: string): ReadonlySet<HeaderRole> {
  return known.get(cell, () => {
    const header = cell.replace(/[`*_]/g, '').replace(/\s+/g, ' ').toLowerCase();
    const spellings = [header, ...header.split(/ ?[(/&?:]/)].map((part) => part.trim());
    return new Set([...WORDS].flatMap(([role, words]) => (spellings.some((part) => words.has(part)) ? [role] : [])));
  });
}

/** Where the columns of a table are that hold what is wanted. Other columns are let be. */
export function placesOf<R extends HeaderRole>(
  text: string,
  table: Table,
  wanted: readonly R[],
): Partial<Record<R, number>> {
  const found: Partial<Record<R, number>> = {};
  table.header.forEach((cell, i) => {
    const roles = rolesOf(textOf(text, cell));
    const role = wanted.find((each) => found[each] === undefined && roles.has(each));
    if (role !== undefined) found[role] = i;
  });
  return found;
}

/** Whether a table has a column for each of these. */
export function holds(text: string, { header }: Table, wanted: readonly HeaderRole[]): boolean {
  return wanted.every((role) => header.some((cell) => rolesOf(textOf(text, cell)).has(role)));
}

/** What a cell says without its marks; undefined where that is nothing. */
export function writtenIn(text: string, cell: Span | undefined): Written | undefined {
  if (!cell) return undefined;
  const at = unmarked(text, cell);
  const inner = textOf(text, at);
  return inner === '' ? undefined : { text: inner, span: at };
}

/** The cell at a place of a row; undefined where it is empty or the row too short. */
export function cellAt(row: Row, place: number | undefined): Span | undefined {
  const cell = place === undefined ? undefined : row.cells[place];
  return cell && cell.start < cell.end ? cell : undefined;
}
