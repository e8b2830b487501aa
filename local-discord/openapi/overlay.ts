/** Where Discord's document contradicts what Discord does, mended before anything is compared with it. */

type Json = Readonly<Record<string, unknown>>;

/** Answers that the document has otherwise than Discord's documentation, whose examples say what is sent. */
const asDocumented: Json = {
  // "Error Messages": the code of a field's fault is a word, `BASE_TYPE_REQUIRED`; only the outermost code is a number.
  InnerErrors: {
    type: 'object',
    required: ['_errors'],
    additionalProperties: false,
    properties: {
      _errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'message'],
          properties: { code: { type: 'string' }, message: { type: 'string' } },
        },
      },
    },
  },
  // A deferral (type 5) comes back with its message too: bots that ask `with_response` use it.
  CreateMessageInteractionCallbackResponse: {
    type: 'object',
    required: ['type', 'message'],
    properties: { type: { enum: [4, 5] }, message: { $ref: '#/components/schemas/MessageResponse' } },
  },
  // "Rate Limit Response Structure": `code` is optional.
  RatelimitedResponse: {
    type: 'object',
    required: ['message', 'retry_after', 'global'],
    properties: {
      message: { type: 'string' },
      retry_after: { type: 'number' },
      global: { type: 'boolean' },
      code: { type: 'integer' },
    },
  },
};

/** The whole document, mended, with Discord's documentation put above it where the two disagree. */
export function mendedDocument(document: Json): Json {
  const whole = mended(document);
  if (!isJson(whole) || !isJson(whole.components) || !isJson(whole.components.schemas))
    return isJson(whole) ? whole : document;
  const { components } = whole;
  const { schemas } = whole.components;
  const corrected = Object.entries(asDocumented).filter(([name]) => name in schemas);
  return {
    ...whole,
    components: { ...components, schemas: { ...schemas, ...Object.fromEntries(corrected) } },
  };
}

/**
 * A copy in which integers that JavaScript couldn't hold may also be strings of digits (permissions travel so), and
 * unions ask for at least one fitting shape: many of their shapes have no required field, so that two of them fit.
 */
function mended(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(mended);
  if (!isJson(part)) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key === 'oneOf' ? 'anyOf' : key,
    mended(value),
  ]);
  const copy: Json = Object.fromEntries(entries);
  return isLongInteger(part) ? { anyOf: [copy, { type: 'string', pattern: '^-?[0-9]+$' }] } : copy;
}

function isLongInteger({ type, format, ...others }: Json): boolean {
  const isInteger = type === 'integer' || (Array.isArray(type) && type.includes('integer'));
  return isInteger && format !== 'int32' && !('enum' in others || 'oneOf' in others || 'const' in others);
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
