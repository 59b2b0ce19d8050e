/** The JSON Schema of a contract, from its shape in server/src/spec/contract/shape.ts. */
export function contractSchema(shape) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Database contract',
    ...schemaOf(shape),
  };
}

function schemaOf(shape) {
  const { about: description } = shape;
  switch (shape.kind) {
    case 'any':
      return { description };
    case 'text':
      return { description, ...(shape.values ? oneOf(shape.values) : { type: ['string', 'number', 'null'] }) };
    case 'flag':
      return { description, type: ['boolean', 'null'] };
    case 'list':
      return { description, anyOf: [{ type: 'array', items: schemaOf(shape.of) }, { type: ['object', 'null'] }] };
    case 'names':
      return { description, type: ['object', 'null'], additionalProperties: schemaOf(shape.of) };
    default: {
      const map = {
        type: 'object',
        properties: Object.fromEntries(Object.entries(shape.keys).map(([key, inner]) => [key, schemaOf(inner)])),
        patternProperties: { '^x-': {} },
        additionalProperties: false,
        ...(shape.required && { required: shape.required }),
      };
      return shape.short ? { description, anyOf: [map, { type: 'string' }] } : { description, ...map };
    }
  }
}

/** The values are taken in any case; editors offer them as they are written here. */
function oneOf(values) {
  return { anyOf: [{ enum: values }, { type: 'string', pattern: `^(?:${values.map(anyCase).join('|')})$` }] };
}

function anyCase(value) {
  return value.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
