/** Of all the languages in which such documents were met: en, es, pt, fr, de, it, ru, ko, zh, ja. */

/** The title of a migration plan. */
export const PLAN_TITLE =
  /(?<![\p{L}\p{N}])(?:(?:schema |database |db |data )?migration plan|plan de migraci[oó]n|plano de migra[cç][aã]o|plan de migration|migrationsplan|piano di migrazione|план миграци[ийя]|마이그레이션 ?(?:계획|플랜)|迁移(?:计划|方案)|移行計画|マイグレーション計画)(?![\p{Script=Latin}\p{Script=Cyrillic}])/iu;

/** The section with the steps. */
export const STEPS =
  /^(?:(?:migration |plan )?steps|pasos|passos|étapes|(?:migrations)?schritte|passi|шаги|(?:마이그레이션 )?단계|(?:迁移)?步骤|(?:移行)?手順|ステップ)(?![\p{Script=Latin}\p{Script=Cyrillic}])/iu;

/** `Step 2: Backfill`, `Phase 1 — Expand`. */
export const STEP =
  /^(?:step|phase|paso|passo|étape|schritt|шаг|단계|步骤|ステップ|手順|第)\s*(?<number>\d+)(?:\s*(?:단계|步))?\s*(?:[:：.)]|[—–-](?=\s)|(?=\s|$))\s*/iu;
/** `2. Backfill`, below the section with the steps. */
export const NUMBERED = /^(?<number>\d+)[.):]\s+/u;

export const DEPLOYMENT =
  /^(?:(?:deployment|deploy|rollout|roll-out|release) (?:order|sequence|plan|steps)|order of deployment|orden de despliegue|ordem de (?:implanta[cç][aã]o|deploy)|ordre de déploiement|(?:deployment|bereitstellungs)-?reihenfolge|ordine di rilascio|порядок (?:развёртывания|развертывания|выкладки)|배포 ?순서|部署顺序|デプロイ(?:順|順序)|リリース順)(?![\p{Script=Latin}\p{Script=Cyrillic}])/iu;

/** What an item of a step is about, by the key before its colon. */
export const KEYS: readonly (readonly ['rollback' | 'data' | 'file', RegExp])[] = [
  [
    'rollback',
    /^(?:roll-?back(?: plan| steps?| strategy)?|roll back|revert|undo|down|reversi[oó]n|revers[aã]o|retour arrière|rückbau|zurücknehmen|ripristino|откат|롤백|回滚|ロールバック|切り戻し)$/iu,
  ],
  [
    'data',
    /^(?:data migration|data|rows|migraci[oó]n de datos|migra[cç][aã]o de dados|migration des données|datenmigration|migrazione dei dati|миграция данных|перенос данных|데이터 ?(?:마이그레이션|이관)|数据迁移|データ移行)$/iu,
  ],
  [
    'file',
    /^(?:migrations?(?: files?)?|files?|scripts?|sql(?: file)?|archivos?|arquivos?|fichiers?|dateien?|файлы?|миграция|파일|마이그레이션(?: ?파일)?|文件|迁移文件|ファイル)$/iu,
  ],
];
