/** Says in Discord's words what a schema of its document found. */
import type { z } from 'zod';
import type { FormFault } from '../rest/errors.ts';

type Issue = z.core.$ZodIssue;

/** `value` is what was compared: an absent field and one of a wrong type look the same in an issue. */
export function toFormFaults(issues: readonly Issue[], value: unknown): readonly FormFault[] {
  return issues.flatMap(issue => toFaults(issue, valueAt(value, issue.path)));
}

function toFaults(issue: Issue, value: unknown): readonly FormFault[] {
  const path = issue.path;
  const one = (code: string, message: string): readonly FormFault[] => [{ path, code, message }];
  if (value === undefined) return one('BASE_TYPE_REQUIRED', 'This field is required');
  switch (issue.code) {
    case 'too_big': {
      if (issue.origin === 'string')
        return one('BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`);
      if (issue.origin === 'array')
        return one('BASE_TYPE_BAD_LENGTH', `Must be ${issue.maximum} or fewer in length.`);
      return one('NUMBER_TYPE_MAX', `Value should be less than or equal to ${issue.maximum}.`);
    }
    case 'too_small': {
      if (issue.origin === 'number')
        return one('NUMBER_TYPE_MIN', `Value should be greater than or equal to ${issue.minimum}.`);
      return one('BASE_TYPE_BAD_LENGTH', `Must be ${issue.minimum} or more in length.`);
    }
    case 'invalid_value':
      return one('BASE_TYPE_CHOICES', `Value must be one of {${issue.values.map(String).join(', ')}}.`);
    case 'invalid_union':
      return ofUnion(issue.errors, path, value);
    case 'invalid_type':
      return one(typeCodes[issue.expected] ?? 'NUMBER_TYPE_COERCE', `Not a valid ${issue.expected}.`);
    case 'invalid_format':
      return one(
        issue.format === 'url' ? 'URL_TYPE_INVALID_URL' : 'INVALID_FORMAT',
        `Not a well formed ${issue.format}.`,
      );
    default:
      return one('INVALID', issue.message);
  }
}

const typeCodes: Readonly<Record<string, string>> = {
  string: 'STRING_TYPE_CONVERT',
  array: 'LIST_TYPE_CONVERT',
  object: 'MODEL_TYPE_CONVERT',
  record: 'DICT_TYPE_CONVERT',
  boolean: 'BOOLEAN_TYPE_CONVERT',
};

/** Of a union, the shape with the same `type` is meant; without one, none fits. */
function ofUnion(
  errors: readonly (readonly Issue[])[],
  path: FormFault['path'],
  value: unknown,
): readonly FormFault[] {
  const meant = errors.filter(
    issues => !issues.some(issue => issue.path.length === 1 && issue.path[0] === 'type'),
  );
  const only = meant.length === 1 ? meant[0] : undefined;
  if (only) return toFormFaults(only, value).map(fault => ({ ...fault, path: [...path, ...fault.path] }));
  const hasType = typeof value === 'object' && value !== null && 'type' in value;
  return hasType && meant.length === 0
    ? [
        {
          path: [...path, 'type'],
          code: 'UNION_TYPE_CHOICES',
          message: 'Value of field "type" is not one of those allowed here.',
        },
      ]
    : [
        {
          path,
          code: 'UNION_TYPE_INVALID',
          message: 'The value fits none of the shapes that are allowed here.',
        },
      ];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}
