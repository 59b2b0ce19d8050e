// Made by `npm run generate` from the files beside it.
import type { Rule } from './define-rule';
import columnDrift from './documents/column-drift';
import foreignKeyWithoutIndex from './foreign-keys/foreign-key-without-index';
import foreignKeyWithoutOnDelete from './foreign-keys/foreign-key-without-on-delete';
import missingTimestamps from './nullability/missing-timestamps';
import piiWithoutComment from './privacy/pii-without-comment';
import redundantIndex from './indexes/redundant-index';
import serialColumn from './types/serial-column';
import setNullOnNotNull from './foreign-keys/set-null-on-not-null';
import tableWithoutPrimaryKey from './keys/table-without-primary-key';
import timestampWithoutTimeZone from './types/timestamp-without-time-zone';
import unknownEntity from './documents/unknown-entity';
import unknownReference from './foreign-keys/unknown-reference';
import unnamedConstraint from './naming/unnamed-constraint';
import varchar255 from './types/varchar-255';

export const RULES: readonly Rule[] = [
  columnDrift,
  foreignKeyWithoutIndex,
  foreignKeyWithoutOnDelete,
  missingTimestamps,
  piiWithoutComment,
  redundantIndex,
  serialColumn,
  setNullOnNotNull,
  tableWithoutPrimaryKey,
  timestampWithoutTimeZone,
  unknownEntity,
  unknownReference,
  unnamedConstraint,
  varchar255,
];
