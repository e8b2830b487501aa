/** Runs a schema over a body and says what is wrong in Discord's words. */
import type { z } from 'zod';
import { type FormFault, invalidForm } from '../rest/errors.ts';
import { checkWithDocument } from '../spec/expected.ts';

/** The parsed body. Throws 50035; a field that no schema knows is also reported as a problem of this server. */
export function check<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) {
    checkWithDocument(body);
    return result.data;
  }
  const issues = result.error.issues;
  const unknown = issues.flatMap(i =>
    i.code === 'unrecognized_keys' ? i.keys.map(k => [...i.path, k].join('.')) : [],
  );
  throw invalidForm(
    issues.flatMap(toFaults),
    unknown.length > 0 ? `unknown field: ${unknown.join(', ')}` : undefined,
  );
}

function toFaults(issue: z.core.$ZodIssue): readonly FormFault[] {
  const { path } = issue;
  const one = (code: string, message: string): readonly FormFault[] => [{ path, code, message }];
  switch (issue.code) {
    case 'custom':
      return one(String(issue.params?.code ?? 'INVALID'), issue.message);
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...path, key],
        code: 'UNKNOWN_FIELD',
        message: 'This field is not known here.',
      }));
    case 'too_big':
      return one('NUMBER_TYPE_MAX', `Value should be less than or equal to ${issue.maximum}.`);
    case 'too_small':
      return one('NUMBER_TYPE_MIN', `Value should be greater than or equal to ${issue.minimum}.`);
    case 'invalid_value':
      return issue.input === undefined && 'input' in issue
        ? one('BASE_TYPE_REQUIRED', 'This field is required')
        : one(
            'BASE_TYPE_CHOICES',
            `Value must be one of {${issue.values.map(v => JSON.stringify(v) ?? String(v)).join(', ')}}.`,
          );
    case 'invalid_union':
      return issue.discriminator === undefined
        ? one('UNION_TYPE_INVALID', 'The value fits none of the shapes that are allowed here.')
        : [
            {
              path: [...path, issue.discriminator].filter(
                (step, at, all) => at === 0 || step !== all[at - 1],
              ),
              code: 'UNION_TYPE_CHOICES',
              message: `Value of field "${issue.discriminator}" is not one of those allowed here.`,
            },
          ];
    case 'invalid_type':
      return /undefined$/.test(issue.message)
        ? one('BASE_TYPE_REQUIRED', 'This field is required')
        : one(typeCode(issue.expected), `Not a valid ${issue.expected}.`);
    default:
      return one('INVALID', issue.message);
  }
}

function typeCode(expected: string): string {
  if (expected === 'string') return 'STRING_TYPE_CONVERT';
  if (expected === 'array') return 'LIST_TYPE_CONVERT';
  if (expected === 'object' || expected === 'record') return 'MODEL_TYPE_CONVERT';
  if (expected === 'boolean') return 'BOOLEAN_TYPE_CONVERT';
  return 'NUMBER_TYPE_COERCE';
}
