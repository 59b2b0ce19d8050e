// Ids of design advice, and `P` with a number for rules that other tools have.

/** By group, in order. */
export const CATALOGUE = {
  'Keys, identity, shape':
    'KEY-pk-required KEY-uuid-pk KEY-pk-allow-bigint KEY-no-serial KEY-uuid-default-missing KEY-uuid-ossp KEY-pk-named-id KEY-sequential-external KEY-junction-composite-pk KEY-unique-missing KEY-scoped-unique KEY-unique-expression KEY-named-constraint SHP-god-table SHP-eav SHP-repeating-group SHP-2nf SHP-3nf SHP-computed-stored SHP-denorm-evidence SHP-polymorphic SHP-hierarchy-self-fk SHP-orphan-table SHP-entity-missing'.split(
      ' ',
    ),
  Types:
    'TYP-timestamptz TYP-varchar255 TYP-varchar-length TYP-text-long TYP-email-too-long TYP-smallest-int TYP-counter-bigint TYP-money-decimal TYP-boolean TYP-date-only TYP-jsonb TYP-jsonb-not-relational TYP-inet TYP-enum-check TYP-enum-native TYP-enum-lookup TYP-enum-drift TYP-status-unconstrained'.split(
      ' ',
    ),
  'Nullability, defaults, standard columns':
    'NUL-not-null-default NUL-nullable-documented NUL-bool-not-null NUL-default-required STD-timestamps STD-ts-not-null-default STD-updated-at-trigger STD-created-by STD-exempt'.split(
      ' ',
    ),
  Naming:
    'NAM-table-plural-snake NAM-column-snake NAM-fk-singular-id NAM-at-suffix NAM-bool-prefix NAM-index NAM-fk NAM-unique-prefix NAM-check-prefix NAM-constraint-suffix NAM-consistent NAM-fact-dim NAM-dim-key'.split(
      ' ',
    ),
  'Foreign keys and relationships':
    'FK-index FK-implicit FK-on-delete-explicit FK-on-delete-spec FK-set-null-not-null FK-set-default-no-default FK-cascade-audit FK-mandatory-null FK-type-match FK-one-to-one-unique FK-many-side FK-nm-junction FK-ordered-position FK-temporal-range FK-forward-ref FK-audit-history-ref'.split(
      ' ',
    ),
  'Constraints, business rules':
    'CHK-business-rule CHK-nonneg CHK-date-order CHK-email-format CHK-transition CHK-subquery CHK-volatile CHK-unnamed'.split(
      ' ',
    ),
  Indexes:
    'IDX-where IDX-order-by IDX-composite-order IDX-partial-common IDX-partial-implied IDX-trgm-ilike IDX-trgm-extension IDX-jsonb-gin IDX-covering IDX-brin IDX-hash IDX-gist IDX-redundant IDX-duplicate-unique IDX-constant-column IDX-low-cardinality IDX-too-many IDX-unused-by-spec IDX-purpose IDX-concurrently IDX-explain AP-required AP-columns AP-parse AP-index AP-index-row AP-index-matches-ddl AP-sla-parse AP-sla-vs-index AP-offset'.split(
      ' ',
    ),
  'Soft delete, audit, events, tenancy, partitions':
    'SDL-strategy SDL-status SDL-deleted-at SDL-active-index SDL-filter SDL-unique-partial SDL-hard-delete-gdpr AUD-table AUD-history-shape EVT-append-only EVT-version-unique EVT-columns EVT-dup-index MT-tenant-column MT-rls MT-policy-setting MT-strategy PRT-when PRT-pk-includes-key PRT-gap-overlap PRT-naming'.split(
      ' ',
    ),
  Privacy:
    'PRIV-pii-detected PRIV-retention PRIV-erasure PRIV-row-unknown PRIV-comment-grammar PRIV-comment-sync PRIV-erasure-feasible PRIV-encryption PRIV-plaintext-secret PRIV-minimisation PRIV-access-log PRIV-retention-job'.split(
      ' ',
    ),
  'Migrations (SQL)':
    'MIG-down MIG-down-inverse MIG-down-empty MIG-syntax MIG-irreversible-ok MIG-one-change MIG-index-separate MIG-no-edit-old MIG-idempotent MIG-filename MIG-version-collision MIG-order-gap MIG-marker MIG-statement-block MIG-concurrently-in-tx MIG-notx-mixed MIG-add-not-null MIG-add-default-volatile MIG-add-default-constant MIG-set-not-null MIG-drop-column MIG-rename-column MIG-change-type MIG-add-fk-not-valid MIG-backfill-batched MIG-backfill-separate MIG-drop-table MIG-forward-backward MIG-manual-ddl MIG-breaking-strategy MIG-lock-timeout MIG-history-equals-schema'.split(
      ' ',
    ),
  'Migration plan / evolution':
    'MPL-rollback MPL-rollback-na MPL-data-migration MPL-order MPL-deploy-order MPL-batches MPL-file-link EVO-safe-column EVO-plan'.split(
      ' ',
    ),
  'Spec documents':
    'SPEC-section SPEC-placeholder SPEC-entity-fields SPEC-mutability-values SPEC-mutability-vs-ddl SPEC-unknown-entity SPEC-undocumented-table SPEC-undocumented-column SPEC-type-drift SPEC-null-drift SPEC-default-drift SPEC-pk-drift SPEC-unique-drift SPEC-fence-drift SPEC-doc-internal SPEC-open-questions SPEC-status-header LIFE-status-values LIFE-transition-target REL-table-columns REL-card REL-on-delete-missing REL-missing-row REL-contradiction'.split(
      ' ',
    ),
  ERD: 'ERD-syntax ERD-type-comma ERD-key-token ERD-unknown-entity ERD-missing-entity ERD-missing-attr ERD-extra-attr ERD-cardinality ERD-identifying ERD-required'.split(
    ' ',
  ),
  'Contract YAML':
    'CON-schema CON-table-missing CON-column-missing CON-extra CON-type CON-null CON-default CON-unique CON-pk CON-index-missing CON-index-shape CON-index-reason CON-unique-and-index CON-relationship CON-relationship-set-null CON-backend-field CON-validation-doc CON-query-parse CON-query-columns CON-query-indexes-used CON-query-n1 CON-query-select-star CON-query-expected-time CON-migrations-list'.split(
      ' ',
    ),
  Sequelize:
    'SEQ-down SEQ-down-inverse SEQ-filename SEQ-default-not-in-db SEQ-unique-and-addindex SEQ-index-name SEQ-fk-references SEQ-timestamps SEQ-paranoid SEQ-underscored SEQ-model-drift SEQ-transaction SEQ-n1 SEQ-raw-concurrent'.split(
      ' ',
    ),
  'Queries (in docs, contracts, .sql)':
    'QRY-select-star QRY-offset QRY-limit QRY-unbatched QRY-count-estimate QRY-not-sargable QRY-perf-target'.split(' '),
  'Warehouse / ETL / DQ / performance':
    'DWH-grain DWH-update-frequency DWH-load-strategy DWH-scd-type DWH-scd2-columns DWH-scd2-unique DWH-scd3-previous DWH-scd1-no-history DWH-fact-fk DWH-fact-measure DWH-source DWH-surrogate-int DWH-name-drift DWH-conformed ETL-overview ETL-change-detection ETL-transform-fields ETL-lookup-unknown ETL-load-type ETL-dq-action ETL-batch-size ETL-schedule-conflict DQ-unknown-column DQ-unknown-table DQ-threshold DQ-redundant DQ-dimensions DQ-freshness-column DQ-alerting PERF-partition-drift PERF-matview-missing PERF-refresh PERF-stats'.split(
      ' ',
    ),
  'Documentation / output / process':
    'DOC-table-comment DOC-column-comment DOC-all-tables DOC-all-columns DOC-all-indexes DOC-all-relationships DOC-validation DOC-backup DOC-retention DOC-migration-strategy DOC-tenancy DOC-adr OUT-tree OUT-handoff OUT-plans'.split(
      ' ',
    ),
  'Other tools: Indexes and constraints: locks and scans':
    'P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 P13 P14 P15 P16 P17'.split(' '),
  'Other tools: Columns and types: rewrites, scans, broken clients':
    'P18 P19 P20 P21 P22 P23 P24 P25 P26 P27 P28 P29 P30 P31 P32 P33 P34 P35 P36 P37 P38 P39 P40'.split(' '),
  'Other tools: Destructive statements': 'P41 P42 P43 P44 P45 P46 P47 P48 P49 P50 P51 P52'.split(' '),
  'Other tools: Partitions, views, procedures': 'P53 P54 P55 P56 P57 P58 P59 P60'.split(' '),
  'Other tools: Transactions, timeouts, re-runnability':
    'P61 P62 P63 P64 P65 P66 P67 P68 P69 P70 P71 P72 P73 P74 P75'.split(' '),
  'Other tools: Data types': 'P76 P77 P78 P79 P80 P81 P82 P83 P84 P85 P86 P87 P88 P89 P90 P91 P92 P93 P94 P95'.split(
    ' ',
  ),
  'Other tools: Schema design (whole schema)':
    'P96 P97 P98 P99 P100 P101 P102 P103 P104 P105 P106 P107 P108 P109 P110 P111 P112 P113 P114 P115 P116 P117 P118 P119 P120 P121 P122 P123 P124 P125 P126 P127 P128 P129 P130 P131 P132'.split(
      ' ',
    ),
  'Other tools: Naming and documentation':
    'P133 P134 P135 P136 P137 P138 P139 P140 P141 P142 P143 P144 P145 P146'.split(' '),
  'Other tools: Security, RLS, roles':
    'P147 P148 P149 P150 P151 P152 P153 P154 P155 P156 P157 P158 P159 P160 P161 P162 P163 P164 P165'.split(' '),
  'Other tools: Queries': 'P166 P167 P168 P169 P170 P171 P172 P173 P174 P175 P176 P177 P178 P179 P180'.split(' '),
  'Other tools: Operations and production context': 'P181 P182 P183 P184'.split(' '),
};

/** Why no rule covers an id. What is neither covered nor here is yet to come. */
export const LEFT_OUT = {
  'IDX-hash': 'a matter of measuring',
  'IDX-explain': 'plans are those of a running database',
  'PRT-when': 'sizes are those of a running database',
  'QRY-perf-target': 'times are those of a running database',
  P106: 'hardly any schema has such a collation, and PostgreSQL compares right with it',
  P113: 'only a running database knows: how often an index was used',
  P114: 'only a running database knows: how many rows there are',
  P115: 'only a running database knows: how much space is lost',
  P156: 'who may call a function is said by grants that are mostly made outside the files',
  P160: 'only a running database knows: the versions of its extensions',
  P164: 'only a running database knows: its configuration',
  P180: 'only a running database knows: rows are looked at',
  'SHP-denorm-evidence': 'whether a copy was measured is no shape of a document; `copied-column` says where one is',
  'TYP-enum-lookup': 'whether values change at run time is not in the files',
  'IDX-covering': 'whether reading the index alone pays is told by the visibility map of a running database',
  'DOC-adr': 'which choices deserve a record of their own is decided by each team',
  'OUT-tree': 'where files lie is decided by each project; `new` and the templates suggest places',
  'OUT-handoff': 'the process of one team, not the schema',
  'OUT-plans': 'the process of one team, not the schema',
  'PRIV-minimisation': 'a column that no listed access pattern names may still be needed',
  'CON-query-n1': 'loops and includes are in the code, not in the contract',
  'MIG-forward-backward':
    'which versions of a program run together is in no file; rules about renames and drops say the rest',
  'MIG-breaking-strategy':
    'whether a plan is asked for is a matter of the team; rules about renames, drops and types say what breaks',
  P181: 'only a running database knows: how big a table is and how many connections wait for it',
  P182: 'only a running database knows: disks, replicas, transaction numbers, statistics',
  P183: 'an option of another program',
  P184: 'a default counts for new rows alone, and a constraint that is NOT ENFORCED says so itself',
  P26: 'needs a running server: which rewrites happen is told by rewriting-column, rewriting-type and table-rewrite',
  P58: 'told on hover and as a hint: REFRESH CONCURRENTLY has no better form',
  P70: 'about the language of another tool, not about SQL',
  P129: 'a trigger on many tables is what audit and timestamps need',
  P143: "another tool's own configuration",
  P157: "one platform's own tables",
  P158: "one platform's own API",
  P162: 'a dump says owners, and who owns what is decided where it is loaded',
};

/** Advice that is followed by what is always said, without a rule that could be switched off, and in what words. */
export const SAID_AS = {
  'ERD-syntax': { by: 'syntax', what: 'what Mermaid refuses', fix: true },
  'MIG-syntax': { by: 'syntax', what: 'what PostgreSQL refuses, in both directions' },
  'MIG-filename': {
    by: 'migration-files',
    what: 'files that the tool passes over, with a new name as the fix',
    fix: true,
  },
  'MIG-version-collision': {
    by: 'migration-files',
    what: 'two files of a version, also one of the default branch',
    fix: true,
  },
  'MIG-order-gap': {
    by: 'migration-files',
    what: 'a number that is left out; a migration before one that has run',
    fix: true,
  },
  'MIG-no-edit-old': { by: 'migration-files', what: 'a migration that has run and reads differently now' },
  'MIG-manual-ddl': { by: 'migration-files', what: 'what a dump has and no migration makes' },
  'MIG-history-equals-schema': { by: 'migration-files', what: 'what a dump lacks, has besides or has in another way' },
  P73: { by: 'migration-files', what: 'versions that are taken or left out' },
  P74: { by: 'suppression', what: 'a comment that silences nothing, or no rule' },
};

/** Advice that a fix can follow; for the rest only a person can. */
export const FIXABLE = new Set(
  'KEY-pk-required KEY-uuid-pk KEY-no-serial KEY-uuid-default-missing KEY-uuid-ossp KEY-pk-named-id KEY-junction-composite-pk KEY-unique-missing KEY-scoped-unique KEY-unique-expression KEY-named-constraint SHP-denorm-evidence SHP-hierarchy-self-fk SHP-entity-missing NUL-not-null-default NUL-nullable-documented NUL-bool-not-null NUL-default-required STD-timestamps STD-ts-not-null-default STD-updated-at-trigger STD-created-by FK-index FK-implicit FK-on-delete-explicit FK-on-delete-spec FK-set-null-not-null FK-set-default-no-default FK-cascade-audit FK-mandatory-null FK-type-match FK-one-to-one-unique FK-nm-junction FK-ordered-position FK-temporal-range FK-forward-ref FK-audit-history-ref CHK-business-rule CHK-nonneg CHK-date-order CHK-email-format CHK-subquery CHK-volatile CHK-unnamed SDL-strategy SDL-deleted-at SDL-active-index SDL-filter SDL-unique-partial AUD-table AUD-history-shape EVT-append-only EVT-version-unique EVT-columns EVT-dup-index MT-tenant-column MT-rls MT-strategy PRT-pk-includes-key PRT-gap-overlap PRT-naming MIG-down MIG-down-inverse MIG-down-empty MIG-irreversible-ok MIG-one-change MIG-index-separate MIG-idempotent MIG-filename MIG-version-collision MIG-order-gap MIG-marker MIG-statement-block MIG-concurrently-in-tx MIG-notx-mixed MIG-add-not-null MIG-add-default-volatile MIG-set-not-null MIG-drop-column MIG-rename-column MIG-change-type MIG-add-fk-not-valid MIG-backfill-batched MIG-backfill-separate MIG-drop-table MIG-breaking-strategy MIG-lock-timeout MIG-history-equals-schema MPL-rollback MPL-rollback-na MPL-data-migration MPL-order MPL-deploy-order MPL-batches MPL-file-link EVO-safe-column EVO-plan SPEC-section SPEC-entity-fields SPEC-mutability-values SPEC-mutability-vs-ddl SPEC-unknown-entity SPEC-undocumented-table SPEC-undocumented-column SPEC-type-drift SPEC-null-drift SPEC-default-drift SPEC-pk-drift SPEC-unique-drift SPEC-fence-drift SPEC-doc-internal SPEC-status-header LIFE-status-values LIFE-transition-target REL-table-columns REL-card REL-on-delete-missing REL-missing-row REL-contradiction CON-schema CON-table-missing CON-column-missing CON-extra CON-type CON-null CON-default CON-unique CON-pk CON-index-missing CON-index-shape CON-index-reason CON-unique-and-index CON-relationship CON-relationship-set-null CON-backend-field CON-validation-doc CON-query-parse CON-query-columns CON-query-indexes-used CON-query-n1 CON-query-select-star CON-migrations-list QRY-select-star QRY-offset QRY-limit QRY-unbatched QRY-not-sargable DWH-grain DWH-update-frequency DWH-load-strategy DWH-scd-type DWH-scd2-columns DWH-scd2-unique DWH-scd3-previous DWH-scd1-no-history DWH-fact-fk DWH-fact-measure DWH-source DWH-name-drift DWH-conformed ETL-overview ETL-change-detection ETL-transform-fields ETL-lookup-unknown ETL-load-type ETL-dq-action ETL-batch-size DQ-unknown-column DQ-unknown-table DQ-threshold DQ-redundant DQ-dimensions DQ-freshness-column DQ-alerting PERF-partition-drift PERF-matview-missing PERF-refresh DOC-table-comment DOC-column-comment DOC-all-tables DOC-all-columns DOC-all-indexes DOC-all-relationships DOC-validation DOC-backup DOC-retention DOC-migration-strategy DOC-tenancy OUT-tree P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P17 P18 P20 P21 P22 P23 P29 P30 P31 P35 P36 P39 P44 P45 P47 P49 P51 P53 P54 P55 P57 P59 P60 P61 P62 P63 P64 P65 P66 P67 P68 P69 P74 P76 P77 P78 P79 P80 P81 P82 P83 P84 P85 P86 P87 P88 P91 P94 P96 P100 P101 P104 P105 P108 P112 P116 P122 P127 P130 P133 P134 P135 P136 P137 P138 P141 P142 P144 P147 P148 P152 P154 P155 P156 P159 P163 P165 P166 P167 P168 P169 P170 P171 P175 P176 P178 TYP-timestamptz TYP-varchar255 TYP-varchar-length TYP-text-long TYP-email-too-long TYP-smallest-int TYP-counter-bigint TYP-money-decimal TYP-boolean TYP-date-only TYP-jsonb TYP-inet TYP-enum-check TYP-enum-native TYP-enum-drift TYP-status-unconstrained NAM-table-plural-snake NAM-column-snake NAM-fk-singular-id NAM-at-suffix NAM-bool-prefix NAM-index NAM-fk NAM-unique-prefix NAM-check-prefix NAM-constraint-suffix NAM-consistent NAM-fact-dim NAM-dim-key IDX-where IDX-order-by IDX-composite-order IDX-partial-common IDX-trgm-ilike IDX-trgm-extension IDX-jsonb-gin IDX-covering IDX-brin IDX-gist IDX-redundant IDX-duplicate-unique IDX-constant-column IDX-low-cardinality IDX-unused-by-spec IDX-purpose IDX-concurrently AP-required AP-columns AP-parse AP-index AP-index-row AP-index-matches-ddl AP-sla-parse AP-sla-vs-index AP-offset PRIV-pii-detected PRIV-retention PRIV-erasure PRIV-row-unknown PRIV-comment-grammar PRIV-comment-sync PRIV-erasure-feasible PRIV-encryption PRIV-plaintext-secret PRIV-access-log ERD-syntax ERD-type-comma ERD-key-token ERD-unknown-entity ERD-missing-entity ERD-missing-attr ERD-extra-attr ERD-cardinality ERD-identifying ERD-required SEQ-down SEQ-down-inverse SEQ-filename SEQ-default-not-in-db SEQ-unique-and-addindex SEQ-index-name SEQ-fk-references SEQ-timestamps SEQ-paranoid SEQ-underscored SEQ-model-drift SEQ-transaction SEQ-raw-concurrent'.split(
    ' ',
  ),
);
