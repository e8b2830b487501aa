/** The small pieces of which Discord's request bodies are made, with Discord's names for what is wrong with them. */
import { z } from 'zod';

/** A fault in Discord's words; `params.code` is Discord's own name of it. */
export function fault(code: string, message: string) {
  return { message, params: { code } };
}

/** Counted in characters, not in UTF-16 units: an emoji is one. */
export function text(min: number, max: number) {
  const range =
    min > 0
      ? fault('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`)
      : fault('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  return z.string().refine(value => {
    if (value.length <= max && value.length >= min * 2) return true;
    const { length } = [...value];
    return length >= min && length <= max;
  }, range);
}

export function list<T extends z.ZodType>(item: T, min: number, max: number) {
  return z
    .array(item)
    .refine(
      values => values.length >= min && values.length <= max,
      fault('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`),
    );
}

export function wholeNumber(min: number, max: number) {
  return z.int().min(min).max(max);
}

export const snowflake = z
  .union([z.string(), z.int()])
  .transform(String)
  .refine(value => /^\d{1,20}$/.test(value), fault('NUMBER_TYPE_COERCE', 'Value is not snowflake.'));

/** A set of permission bits: digits in a string. */
export const bits = z
  .union([z.string(), z.int()])
  .transform(String)
  .refine(value => /^\d{1,30}$/.test(value), fault('PERMISSIONS_INVALID', 'Invalid permission bits.'));

export const emoji = z.strictObject({
  id: snowflake.nullish(),
  name: text(0, 100).nullish(),
  animated: z.boolean().nullish(),
});

export const componentId = wholeNumber(0, 2_147_483_647).optional();
export const customId = text(1, 100);

const webScheme = /^https?:\/\/[^\s/]+\.?[^\s]*$/i;

export const link = text(1, 512).refine(
  value => webScheme.test(value) || /^discord:\/\//.test(value),
  fault('URL_TYPE_INVALID_SCHEME', "Scheme must be one of ('http', 'https', 'discord')."),
);

/** A picture or file by address; echoes of what Discord adds when it shows one (size, proxy …) are ignored. */
export const media = z.looseObject({
  url: text(1, 2048).refine(
    value => webScheme.test(value) || value.startsWith('attachment://'),
    fault('URL_TYPE_INVALID_SCHEME', "Scheme must be one of ('http', 'https', 'attachment')."),
  ),
});

/** Reports the second and later of equal values. */
export function duplicates(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
