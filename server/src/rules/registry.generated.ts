import type { Rule } from './define-rule';
import tableWithoutPrimaryKey from './keys/table-without-primary-key';

export const RULES: readonly Rule[] = [tableWithoutPrimaryKey];
