// Made by `npm run generate` from the files beside it.
import type { Rule } from './define-rule';
import accessPatternIndex from './documents/access-pattern-index';
import accessPatternOffset from './documents/access-pattern-offset';
import accessPatternQuery from './documents/access-pattern-query';
import accessPatternTable from './documents/access-pattern-table';
import accessPatternsMissing from './documents/access-patterns-missing';
import allColumnsNullable from './nullability/all-columns-nullable';
import alterTablesTogether from './migrations/alter-tables-together';
import amountWithoutCheck from './constraints/amount-without-check';
import auditTableColumns from './lifecycle/audit-table-columns';
import autovacuumDisabled from './statements/autovacuum-disabled';
import betweenTimestamps from './queries/between-timestamps';
import blankPaddedChar from './types/blank-padded-char';
import booleanAsOtherType from './types/boolean-as-other-type';
import booleanName from './naming/boolean-name';
import btreeOverTime from './indexes/btree-over-time';
import cascadeIntoHistory from './foreign-keys/cascade-into-history';
import changeOfAllRows from './queries/change-of-all-rows';
import checkDependsOnMoment from './constraints/check-depends-on-moment';
import columnDrift from './documents/column-drift';
import columnNamedLikeTable from './naming/column-named-like-table';
import columnOrder from './types/column-order';
import columnTypeDiffers from './types/column-type-differs';
import columnWithoutDefault from './nullability/column-without-default';
import complexQuery from './queries/complex-query';
import computedColumn from './shape/computed-column';
import constantGeneratedColumn from './shape/constant-generated-column';
import constantIndexColumn from './indexes/constant-index-column';
import constraintName from './naming/constraint-name';
import constraintNotValid from './migrations/constraint-not-valid';
import containmentWithoutIndex from './queries/containment-without-index';
import contractBackendField from './documents/contract-backend-field';
import contractIndexDrift from './documents/contract-index-drift';
import contractIndexReason from './documents/contract-index-reason';
import contractMigrations from './documents/contract-migrations';
import contractQuery from './documents/contract-query';
import contractQueryIndexes from './documents/contract-query-indexes';
import contractQueryTime from './documents/contract-query-time';
import contractRelationshipDrift from './documents/contract-relationship-drift';
import contractSetNull from './documents/contract-set-null';
import contractShape from './documents/contract-shape';
import contractUniqueAndIndex from './documents/contract-unique-and-index';
import contractValidation from './documents/contract-validation';
import copiedColumn from './shape/copied-column';
import countOfAllRows from './queries/count-of-all-rows';
import currentTime from './queries/current-time';
import dataWithSchema from './migrations/data-with-schema';
import databaseEncoding from './statements/database-encoding';
import dateAsOtherType from './types/date-as-other-type';
import defaultDrift from './documents/default-drift';
import definerWithoutSearchPath from './security/definer-without-search-path';
import deletedAtAlwaysSet from './lifecycle/deleted-at-always-set';
import diagramAttributeDrift from './documents/diagram-attribute-drift';
import diagramMissingAttribute from './documents/diagram-missing-attribute';
import diagramMissingEntity from './documents/diagram-missing-entity';
import diagramTypeComma from './documents/diagram-type-comma';
import dictionaryKeys from './documents/dictionary-keys';
import dictionaryPersonalData from './documents/dictionary-personal-data';
import discouragedType from './types/discouraged-type';
import distinctWithoutEffect from './queries/distinct-without-effect';
import documentStatus from './documents/document-status';
import downNotInverse from './migrations/down-not-inverse';
import dropCascade from './migrations/drop-cascade';
import droppedConstraint from './migrations/dropped-constraint';
import droppedData from './migrations/dropped-data';
import droppedDatabase from './migrations/dropped-database';
import droppedPrimaryKey from './migrations/dropped-primary-key';
import emailWithoutCheck from './constraints/email-without-check';
import emptyDown from './migrations/empty-down';
import entityAttributeValue from './shape/entity-attribute-value';
import entityWithoutPurpose from './documents/entity-without-purpose';
import enumDrift from './documents/enum-drift';
import enumStyle from './types/enum-style';
import enumValueInTransaction from './migrations/enum-value-in-transaction';
import enumValuePlace from './migrations/enum-value-place';
import equalsNull from './queries/equals-null';
import erasureNotPossible from './privacy/erasure-not-possible';
import eventColumns from './lifecycle/event-columns';
import eventTableWritable from './lifecycle/event-table-writable';
import eventVersionNotUnique from './lifecycle/event-version-not-unique';
import evolutionPlan from './documents/evolution-plan';
import explicitLock from './migrations/explicit-lock';
import exposedNumber from './documents/exposed-number';
import extensionSchema from './statements/extension-schema';
import fenceDrift from './documents/fence-drift';
import filePath from './types/file-path';
import filledMaterializedView from './migrations/filled-materialized-view';
import foreignKeyCycle from './foreign-keys/foreign-key-cycle';
import foreignKeyToOtherSchema from './foreign-keys/foreign-key-to-other-schema';
import foreignKeyTypeConflict from './foreign-keys/foreign-key-type-conflict';
import foreignKeyTypeDiffers from './foreign-keys/foreign-key-type-differs';
import foreignKeyWithoutIndex from './foreign-keys/foreign-key-without-index';
import foreignKeyWithoutOnDelete from './foreign-keys/foreign-key-without-on-delete';
import functionOnIndexedColumn from './queries/function-on-indexed-column';
import hardDelete from './lifecycle/hard-delete';
import hiddenDdl from './migrations/hidden-ddl';
import historyWithoutIndex from './indexes/history-without-index';
import identifyingRelation from './documents/identifying-relation';
import identityByDefault from './types/identity-by-default';
import ifExists from './migrations/if-exists';
import indexListDrift from './documents/index-list-drift';
import indexMethod from './indexes/index-method';
import indexName from './naming/index-name';
import indexNotImmutable from './indexes/index-not-immutable';
import indexWithTable from './migrations/index-with-table';
import inexactMoney from './types/inexact-money';
import insertValueCount from './queries/insert-value-count';
import insertWithoutColumns from './queries/insert-without-columns';
import integerWidth from './types/integer-width';
import invalidIndex from './migrations/invalid-index';
import ipAddressAsText from './types/ip-address-as-text';
import jsonColumn from './types/json-column';
import keyDrift from './documents/key-drift';
import keyName from './keys/key-name';
import keyType from './keys/key-type';
import keyWithoutIndex from './migrations/key-without-index';
import leadingWildcard from './queries/leading-wildcard';
import listWithoutLimit from './queries/list-without-limit';
import lockTimeout from './migrations/lock-timeout';
import locksOnSeveralTables from './migrations/locks-on-several-tables';
import lossyDown from './migrations/lossy-down';
import lowCardinalityIndex from './indexes/low-cardinality-index';
import manyLargeColumns from './types/many-large-columns';
import missingComment from './naming/missing-comment';
import missingDown from './migrations/missing-down';
import missingForeignKey from './foreign-keys/missing-foreign-key';
import missingOperatorClass from './indexes/missing-operator-class';
import missingOwner from './documents/missing-owner';
import missingRelation from './documents/missing-relation';
import missingSection from './documents/missing-section';
import missingTimestamps from './nullability/missing-timestamps';
import momentName from './naming/moment-name';
import momentWithoutDefault from './nullability/moment-without-default';
import mutabilityDrift from './documents/mutability-drift';
import nameCase from './naming/name-case';
import nameTooLong from './naming/name-too-long';
import narrowingType from './migrations/narrowing-type';
import noEffect from './migrations/no-effect';
import notInTransaction from './migrations/not-in-transaction';
import notInWithNulls from './queries/not-in-with-nulls';
import nullAsText from './constraints/null-as-text';
import nullabilityDrift from './documents/nullability-drift';
import nullableBoolean from './nullability/nullable-boolean';
import nullableColumn from './nullability/nullable-column';
import offsetPagination from './queries/offset-pagination';
import onDeleteDrift from './documents/on-delete-drift';
import oneChange from './migrations/one-change';
import openQuestion from './documents/open-question';
import optionalRelation from './documents/optional-relation';
import orReplace from './migrations/or-replace';
import orderByPosition from './queries/order-by-position';
import orderByRandom from './queries/order-by-random';
import outsideWithOthers from './migrations/outside-with-others';
import partialIndexUnused from './queries/partial-index-unused';
import partitionAttachScan from './migrations/partition-attach-scan';
import partitionGap from './partitions/partition-gap';
import partitionKeyOutsideKey from './partitions/partition-key-outside-key';
import partitionName from './partitions/partition-name';
import partitionOverlap from './partitions/partition-overlap';
import periodWithoutCheck from './constraints/period-without-check';
import piiWithoutComment from './privacy/pii-without-comment';
import plaintextSecret from './privacy/plaintext-secret';
import planDataMigration from './documents/plan-data-migration';
import planDeployment from './documents/plan-deployment';
import planMigrationFile from './documents/plan-migration-file';
import planOrder from './documents/plan-order';
import planRollback from './documents/plan-rollback';
import policiesOverlap from './security/policies-overlap';
import policyAlwaysTrue from './security/policy-always-true';
import policyCallPerRow from './security/policy-call-per-row';
import policyReadsUserMetadata from './security/policy-reads-user-metadata';
import policyWithoutRowSecurity from './security/policy-without-row-security';
import polymorphicReference from './shape/polymorphic-reference';
import posixTimeZone from './queries/posix-time-zone';
import privacyRow from './documents/privacy-row';
import queryWithDeletedRows from './lifecycle/query-with-deleted-rows';
import redundantIndex from './indexes/redundant-index';
import referenceDrift from './documents/reference-drift';
import referenceInJson from './types/reference-in-json';
import referenceName from './naming/reference-name';
import referenceToLaterTable from './foreign-keys/reference-to-later-table';
import refusedDown from './migrations/refused-down';
import refusedStatement from './statements/refused-statement';
import regType from './types/reg-type';
import relationContradiction from './documents/relation-contradiction';
import relationDrift from './documents/relation-drift';
import relationNotation from './documents/relation-notation';
import removedEnumValue from './migrations/removed-enum-value';
import renamedInUse from './migrations/renamed-in-use';
import repeatablePair from './keys/repeatable-pair';
import repeatedViewColumn from './queries/repeated-view-column';
import repeatingColumns from './shape/repeating-columns';
import requiredColumn from './migrations/required-column';
import reservedName from './naming/reserved-name';
import rewriteRule from './statements/rewrite-rule';
import rewritingColumn from './migrations/rewriting-column';
import rewritingType from './migrations/rewriting-type';
import rightsForEverybody from './security/rights-for-everybody';
import rowSecurityWithoutPolicy from './security/row-security-without-policy';
import selectInto from './queries/select-into';
import selectStar from './queries/select-star';
import selfAssignment from './queries/self-assignment';
import sequenceBehind from './migrations/sequence-behind';
import serialColumn from './types/serial-column';
import setDefaultWithoutDefault from './foreign-keys/set-default-without-default';
import setNotNull from './migrations/set-not-null';
import setNullOnNotNull from './foreign-keys/set-null-on-not-null';
import singleColumnTable from './shape/single-column-table';
import smallKey from './keys/small-key';
import softDeleteStyle from './lifecycle/soft-delete-style';
import softDeleteWithoutIndex from './lifecycle/soft-delete-without-index';
import statementBlock from './migrations/statement-block';
import statusLifecycle from './documents/status-lifecycle';
import statusWithoutValues from './types/status-without-values';
import stringWithoutLength from './types/string-without-length';
import subqueryInDefinition from './constraints/subquery-in-definition';
import tableInheritance from './shape/table-inheritance';
import tableNumber from './naming/table-number';
import tableRewrite from './migrations/table-rewrite';
import tableSchema from './naming/table-schema';
import tableWithoutPrimaryKey from './keys/table-without-primary-key';
import tenantColumnLoose from './tenancy/tenant-column-loose';
import tenantPolicyWithoutTenant from './tenancy/tenant-policy-without-tenant';
import tenantTableWithoutRowSecurity from './tenancy/tenant-table-without-row-security';
import timeWithTimeZone from './types/time-with-time-zone';
import timestampWithoutFraction from './types/timestamp-without-fraction';
import timestampWithoutTimeZone from './types/timestamp-without-time-zone';
import tooManyIndexes from './indexes/too-many-indexes';
import toolMarks from './migrations/tool-marks';
import transactionNesting from './migrations/transaction-nesting';
import triggerSwitchedOff from './migrations/trigger-switched-off';
import truncateCascade from './migrations/truncate-cascade';
import unbatchedBackfill from './migrations/unbatched-backfill';
import unclearName from './naming/unclear-name';
import undocumentedColumn from './documents/undocumented-column';
import undocumentedTable from './documents/undocumented-table';
import unenforcedRule from './documents/unenforced-rule';
import unfilledPlaceholder from './documents/unfilled-placeholder';
import unfittingLength from './types/unfitting-length';
import uniqueOverRows from './migrations/unique-over-rows';
import uniqueWithDeletedRows from './lifecycle/unique-with-deleted-rows';
import uniqueWithNull from './constraints/unique-with-null';
import unknownEntity from './documents/unknown-entity';
import unknownNameInQuery from './queries/unknown-name-in-query';
import unknownReference from './foreign-keys/unknown-reference';
import unknownType from './types/unknown-type';
import unloggedTable from './constraints/unlogged-table';
import unnamedConstraint from './naming/unnamed-constraint';
import unorderedRelation from './documents/unordered-relation';
import unrelatedTable from './shape/unrelated-table';
import unscopedUnique from './keys/unscoped-unique';
import unstatedOnDelete from './documents/unstated-on-delete';
import unstatedStrategy from './documents/unstated-strategy';
import updatedAtWithoutTrigger from './nullability/updated-at-without-trigger';
import uuidOssp from './keys/uuid-ossp';
import uuidWithoutDefault from './keys/uuid-without-default';
import validatedAtOnce from './migrations/validated-at-once';
import varchar255 from './types/varchar-255';
import viewBypassesRowSecurity from './security/view-bypasses-row-security';
import warehouseName from './naming/warehouse-name';
import widePrimaryKey from './keys/wide-primary-key';
import wideTable from './shape/wide-table';
import withoutConcurrently from './migrations/without-concurrently';
import workUnderLock from './migrations/work-under-lock';

export const RULES: readonly Rule[] = [
  accessPatternIndex,
  accessPatternOffset,
  accessPatternQuery,
  accessPatternTable,
  accessPatternsMissing,
  allColumnsNullable,
  alterTablesTogether,
  amountWithoutCheck,
  auditTableColumns,
  autovacuumDisabled,
  betweenTimestamps,
  blankPaddedChar,
  booleanAsOtherType,
  booleanName,
  btreeOverTime,
  cascadeIntoHistory,
  changeOfAllRows,
  checkDependsOnMoment,
  columnDrift,
  columnNamedLikeTable,
  columnOrder,
  columnTypeDiffers,
  columnWithoutDefault,
  complexQuery,
  computedColumn,
  constantGeneratedColumn,
  constantIndexColumn,
  constraintName,
  constraintNotValid,
  containmentWithoutIndex,
  contractBackendField,
  contractIndexDrift,
  contractIndexReason,
  contractMigrations,
  contractQuery,
  contractQueryIndexes,
  contractQueryTime,
  contractRelationshipDrift,
  contractSetNull,
  contractShape,
  contractUniqueAndIndex,
  contractValidation,
  copiedColumn,
  countOfAllRows,
  currentTime,
  dataWithSchema,
  databaseEncoding,
  dateAsOtherType,
  defaultDrift,
  definerWithoutSearchPath,
  deletedAtAlwaysSet,
  diagramAttributeDrift,
  diagramMissingAttribute,
  diagramMissingEntity,
  diagramTypeComma,
  dictionaryKeys,
  dictionaryPersonalData,
  discouragedType,
  distinctWithoutEffect,
  documentStatus,
  downNotInverse,
  dropCascade,
  droppedConstraint,
  droppedData,
  droppedDatabase,
  droppedPrimaryKey,
  emailWithoutCheck,
  emptyDown,
  entityAttributeValue,
  entityWithoutPurpose,
  enumDrift,
  enumStyle,
  enumValueInTransaction,
  enumValuePlace,
  equalsNull,
  erasureNotPossible,
  eventColumns,
  eventTableWritable,
  eventVersionNotUnique,
  evolutionPlan,
  explicitLock,
  exposedNumber,
  extensionSchema,
  fenceDrift,
  filePath,
  filledMaterializedView,
  foreignKeyCycle,
  foreignKeyToOtherSchema,
  foreignKeyTypeConflict,
  foreignKeyTypeDiffers,
  foreignKeyWithoutIndex,
  foreignKeyWithoutOnDelete,
  functionOnIndexedColumn,
  hardDelete,
  hiddenDdl,
  historyWithoutIndex,
  identifyingRelation,
  identityByDefault,
  ifExists,
  indexListDrift,
  indexMethod,
  indexName,
  indexNotImmutable,
  indexWithTable,
  inexactMoney,
  insertValueCount,
  insertWithoutColumns,
  integerWidth,
  invalidIndex,
  ipAddressAsText,
  jsonColumn,
  keyDrift,
  keyName,
  keyType,
  keyWithoutIndex,
  leadingWildcard,
  listWithoutLimit,
  lockTimeout,
  locksOnSeveralTables,
  lossyDown,
  lowCardinalityIndex,
  manyLargeColumns,
  missingComment,
  missingDown,
  missingForeignKey,
  missingOperatorClass,
  missingOwner,
  missingRelation,
  missingSection,
  missingTimestamps,
  momentName,
  momentWithoutDefault,
  mutabilityDrift,
  nameCase,
  nameTooLong,
  narrowingType,
  noEffect,
  notInTransaction,
  notInWithNulls,
  nullAsText,
  nullabilityDrift,
  nullableBoolean,
  nullableColumn,
  offsetPagination,
  onDeleteDrift,
  oneChange,
  openQuestion,
  optionalRelation,
  orReplace,
  orderByPosition,
  orderByRandom,
  outsideWithOthers,
  partialIndexUnused,
  partitionAttachScan,
  partitionGap,
  partitionKeyOutsideKey,
  partitionName,
  partitionOverlap,
  periodWithoutCheck,
  piiWithoutComment,
  plaintextSecret,
  planDataMigration,
  planDeployment,
  planMigrationFile,
  planOrder,
  planRollback,
  policiesOverlap,
  policyAlwaysTrue,
  policyCallPerRow,
  policyReadsUserMetadata,
  policyWithoutRowSecurity,
  polymorphicReference,
  posixTimeZone,
  privacyRow,
  queryWithDeletedRows,
  redundantIndex,
  referenceDrift,
  referenceInJson,
  referenceName,
  referenceToLaterTable,
  refusedDown,
  refusedStatement,
  regType,
  relationContradiction,
  relationDrift,
  relationNotation,
  removedEnumValue,
  renamedInUse,
  repeatablePair,
  repeatedViewColumn,
  repeatingColumns,
  requiredColumn,
  reservedName,
  rewriteRule,
  rewritingColumn,
  rewritingType,
  rightsForEverybody,
  rowSecurityWithoutPolicy,
  selectInto,
  selectStar,
  selfAssignment,
  sequenceBehind,
  serialColumn,
  setDefaultWithoutDefault,
  setNotNull,
  setNullOnNotNull,
  singleColumnTable,
  smallKey,
  softDeleteStyle,
  softDeleteWithoutIndex,
  statementBlock,
  statusLifecycle,
  statusWithoutValues,
  stringWithoutLength,
  subqueryInDefinition,
  tableInheritance,
  tableNumber,
  tableRewrite,
  tableSchema,
  tableWithoutPrimaryKey,
  tenantColumnLoose,
  tenantPolicyWithoutTenant,
  tenantTableWithoutRowSecurity,
  timeWithTimeZone,
  timestampWithoutFraction,
  timestampWithoutTimeZone,
  tooManyIndexes,
  toolMarks,
  transactionNesting,
  triggerSwitchedOff,
  truncateCascade,
  unbatchedBackfill,
  unclearName,
  undocumentedColumn,
  undocumentedTable,
  unenforcedRule,
  unfilledPlaceholder,
  unfittingLength,
  uniqueOverRows,
  uniqueWithDeletedRows,
  uniqueWithNull,
  unknownEntity,
  unknownNameInQuery,
  unknownReference,
  unknownType,
  unloggedTable,
  unnamedConstraint,
  unorderedRelation,
  unrelatedTable,
  unscopedUnique,
  unstatedOnDelete,
  unstatedStrategy,
  updatedAtWithoutTrigger,
  uuidOssp,
  uuidWithoutDefault,
  validatedAtOnce,
  varchar255,
  viewBypassesRowSecurity,
  warehouseName,
  widePrimaryKey,
  wideTable,
  withoutConcurrently,
  workUnderLock,
];
