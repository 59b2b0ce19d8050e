import { Recent } from '../base/recent';

export type Topic =
  | 'diagram'
  | 'entities'
  | 'relationships'
  | 'rules'
  | 'privacy'
  | 'evolution'
  | 'questions'
  | 'lifecycle'
  | 'uniqueness'
  | 'access patterns'
  | 'indexes'
  | 'schema';

export type Subject =
  | 'tenancy'
  | 'deletion'
  | 'encryption'
  | 'retention'
  | 'retention job'
  | 'access log'
  | 'audit'
  | 'backup'
  | 'migrations'
  | 'denormalisation'
  | 'validation';

/** Headings by topic: English first, then es, pt, de, ru, ko, zh and ja. All in lower case. */
const TOPICS: readonly (readonly [Topic, string])[] = [
  [
    'diagram',
    '(?:entity[ -]?relationship|er|erd|entity relation|data model) ?(?:diagrams?)?(?: \\(mermaid\\))?$|erd|er diagram' +
      '|diagrama (?:er|entidad)|диаграмма|er.диаграмма|er ?다이어그램|er ?图|er図',
  ],
  [
    'relationships',
    '(?:(?:entity|table|key|core|model) )*(?:relationships?|relations|associations)(?! diagram)' +
      '|relaciones|relacionamentos|beziehungen|связи|관계|关系|関係',
  ],
  [
    'rules',
    '(?:business |domain |data )?(?:rules|constraints|invariants)|reglas|regras|geschäftsregeln|бизнес.правила|비즈니스 규칙|业务规则|ビジネスルール',
  ],
  [
    'privacy',
    '(?:data )?privacy|personal data|pii|gdpr|privacidad|datenschutz|персональные данные|개인정보|隐私|プライバシー',
  ],
  ['evolution', '(?:schema )?evolution(?: plan)?|planned changes|evolución|evolução|эволюция|진화|演进'],
  [
    'questions',
    'open (?:questions|issues|points)|questions|preguntas|perguntas|offene fragen|открытые вопросы|미결|待解决|未解決',
  ],
  [
    'lifecycle',
    '(?:status |state )?lifecycles?|status(?:es)?(?: values| transitions)?|state (?:machine|transitions)|ciclo de vida|жизненный цикл|상태|状态',
  ],
  ['uniqueness', 'unique(?:ness)?(?: constraints| rules)?|unicidad|уникальность|유일성|唯一性'],
  ['access patterns', 'access patterns?|query patterns?|patrones de acceso|паттерны доступа|접근 패턴|访问模式'],
  ['indexes', 'ind(?:exes|ices|ex strategy|ex)(?![a-z])|índices|индексы|인덱스|索引|インデックス'],
  [
    'entities',
    '(?:(?:core|key|main|data|domain|business|database|db) )*(?:entities|tables|models)|entidades|tablas|tabelas|tabellen|сущности|таблицы|엔티티|테이블|实体|数据表|テーブル',
  ],
  ['schema', '(?:(?:database|db|sql|postgres|postgresql|table) )?schemas?|ddl|esquema|схема|스키마|スキーマ'],
];
const HEADINGS = TOPICS.map(([topic, words]) => ({
  topic,
  pattern: new RegExp(`^(?:${words})(?![\\p{Script=Latin}])`, 'u'),
}));

/** Headings recur all the time, at every keystroke. */
const known = new Recent<string, { readonly topic: Topic | undefined }>(5_000);

/** What a section is about by its heading. */
export function topicOf(heading: string): Topic | undefined {
  return known.get(heading, () => ({ topic: readTopic(heading) })).topic;
}

function readTopic(heading: string): Topic | undefined {
  const words = heading
    .replace(/[`*]/g, '')
    .replace(/^[\d.\s\p{So}\p{S}]+/u, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return HEADINGS.find(({ pattern }) => pattern.test(words))?.topic;
}

const SUBJECTS: readonly (readonly [Subject, RegExp])[] = [
  ['tenancy', /tenan(?:t|cy)|row.level security|\brls\b|mandant|арендатор|테넌트|租户|テナント/iu],
  [
    'deletion',
    /soft.?delet|hard.?delet|deleted_at|archiv|logical delet|borrado (?:lógico|físico)|мягк\S* удален|소프트 삭제|软删除|論理削除/iu,
  ],
  ['encryption', /encrypt|cifrad|criptograf|verschlüssel|шифрован|암호화|加密|暗号/iu],
  ['retention', /retention|retain|kept for|retención|retenção|aufbewahr|хранени|보존|보관|保留|保存期/iu],
  [
    'retention job',
    /(?:nightly|daily|weekly|monthly|scheduled|cron|background|purge|cleanup|clean-up|retention) (?:job|task|worker|script|run)|pg_cron|drop(?:ping)? (?:old )?partitions|partition drop|purged? (?:automatically|by|nightly|daily)/iu,
  ],
  ['access log', /access log|who (?:accessed|read|saw)|access_log|audit (?:of|for) access|log(?:ging)? of access/iu],
  ['audit', /audit/iu],
  ['backup', /back(?:up|ed up)|restore|point.in.time|pitr|respaldo|резервн|백업|备份|バックアップ/iu],
  ['migrations', /migrat|flyway|liquibase|миграци|마이그레이션|迁移|マイグレーション/iu],
  ['denormalisation', /denormali[sz]/iu],
  ['validation', /validat|validación|валидаци|검증|校验|検証/iu],
];

/** What a piece of prose speaks of. */
export function subjectsIn(text: string): ReadonlySet<Subject> {
  return new Set(SUBJECTS.filter(([, pattern]) => pattern.test(text)).map(([subject]) => subject));
}
