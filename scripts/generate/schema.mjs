const presets = ['recommended', 'strict', 'documented', 'classic', 'modular', 'contracts'];
const severities = ['off', 'hint', 'info', 'warning', 'error'];

/** The ids of server/src/model/tools/tools.ts; a test compares them. */
const tools = [
  'sql-migrate',
  'goose',
  'dbmate',
  'node-pg-migrate',
  'tern',
  'liquibase',
  'flyway',
  'drizzle',
  'prisma',
  'diesel',
  'graphile-migrate',
  'sqitch',
  'supabase',
  'atlas',
  'pop',
  'golang-migrate',
  'sqlx',
  'version-folders',
];

/** The JSON Schema of `tablewright.json`. */
export function configurationSchema(rules) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Tablewright',
    description:
      'How Tablewright checks the schema in this folder and below. The nearest tablewright.json above a file holds.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where this JSON Schema lies, for editors.' },
      postgres: {
        description: 'The PostgreSQL that the schema runs on.',
        type: 'object',
        additionalProperties: false,
        properties: {
          version: {
            description:
              'Its major version. Where it is left out that of a compose file (`image: postgres:15`), else the newest.',
            type: 'integer',
            minimum: 9,
            maximum: 18,
          },
        },
      },
      authority: {
        description:
          'Who is right where a document and the schema differ: the first fix brings the other one into line. `contract`: a contract is right, then the schema.',
        enum: ['schema', 'contract', 'document'],
        default: 'schema',
      },
      preset: {
        description:
          '`recommended` stays quiet about taste; `strict` takes all advice seriously. The others are schools of design on top of `recommended`. Of several a later one wins.',
        anyOf: [{ enum: presets }, { type: 'array', items: { enum: presets } }],
        default: 'recommended',
      },
      rules: { $ref: '#/definitions/rules' },
      exclude: globs('Files that are neither read nor checked.'),
      notPostgres: globs('SQL files for another database: they get one note and are left alone.'),
      checkApplied: {
        type: 'boolean',
        default: false,
        description: 'Whether the rules about migrations also look at those that have run.',
      },
      roots: {
        description: 'Which files make one schema together, where that is not found right by itself.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'files'],
          properties: {
            name: { description: 'What it is called in the status bar and in messages.', type: 'string', minLength: 1 },
            kind: {
              description:
                '`schema`: definitions, in any order. `history`: migrations, one after another. `dump`: the output of pg_dump.',
              enum: ['schema', 'history', 'dump'],
            },
            tool: {
              description:
                'The migration tool: its files are folded in its order, wherever they lie. Found by itself where it is left out.',
              enum: tools,
            },
            applied: {
              description:
                'The last version that is applied everywhere: it and those before it are no longer edited. What is merged counts where it is left out.',
              type: 'string',
              minLength: 1,
            },
            files: globs('Its files. Those of an earlier glob come first, those of one glob by their paths.'),
          },
        },
      },
      overrides: {
        description: 'Other rules for some of the files. A later entry wins over an earlier one.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          properties: { files: globs('The files that this holds for.'), rules: { $ref: '#/definitions/rules' } },
        },
      },
    },
    definitions: {
      severity: { description: 'How much a finding of this rule counts.', enum: severities },
      rules: {
        description: 'A severity for each rule, or `[severity, options]`. What is left out is as in the preset.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map(({ rule }) => [rule.id, settingOf(rule)])),
      },
    },
  };
}

function settingOf({ docs, severity, options }) {
  const description = `${docs.summary} (recommended: ${severity.recommended}, strict: ${severity.strict})`;
  const alone = { $ref: '#/definitions/severity' };
  if (!options) return { description, allOf: [alone] };
  const properties = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionOf(option)]));
  const withOptions = {
    type: 'array',
    items: [alone, { type: 'object', additionalProperties: false, properties }],
    minItems: 2,
    additionalItems: false,
  };
  return { description, if: { type: 'array' }, then: withOptions, else: alone };
}

function optionOf({ type, default: value, description }) {
  const types = { strings: { type: 'array', items: { type: 'string' } } };
  return { description, ...(types[type] ?? { type }), default: value };
}

/** A list of globs relative to the folder of the configuration. */
function globs(description) {
  return {
    description: `${description} Globs, relative to this folder.`,
    type: 'array',
    items: { type: 'string', minLength: 1 },
  };
}
