/** What an application command may be. */
import { z } from 'zod';
import { bits, duplicates, fault, list, text, wholeNumber } from './parts.ts';

const locales = [
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
  'ar',
  'he',
] as const;

const badName = fault('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
const pattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const name = text(1, 32).refine(value => pattern.test(value) && value === value.toLowerCase(), badName);
const menuName = text(1, 32);

/** By language; a language that Discord doesn't have is refused. */
export function localised<T extends z.ZodType>(value: T) {
  return z.partialRecord(z.enum(locales), value).nullish();
}

const choice = z.strictObject({
  name: text(1, 100),
  name_localizations: localised(text(1, 100)),
  value: z.union([text(0, 100), z.number()]),
});

const described = {
  name,
  name_localizations: localised(name),
  description: text(1, 100),
  description_localizations: localised(text(1, 100)),
};

const option = z
  .strictObject({
    type: wholeNumber(3, 11),
    ...described,
    required: z.boolean().nullish(),
    choices: list(choice, 0, 25).nullish(),
    autocomplete: z.boolean().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: wholeNumber(0, 6000).nullish(),
    max_length: wholeNumber(1, 6000).nullish(),
    channel_types: z.array(wholeNumber(0, 16)).nullish(),
  })
  .superRefine((o, context) => {
    const say = (field: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], ...fault(code, message) });
    if (o.autocomplete && o.choices?.length) {
      say(
        'autocomplete',
        'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
        'Choices and autocomplete exclude each other',
      );
    }
    const takesChoices = o.type === 3 || o.type === 4 || o.type === 10;
    if ((o.choices?.length || o.autocomplete) && !takesChoices) {
      say('choices', 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'This type of option has no choices');
    }
    const wrong = (o.choices ?? []).findIndex(c => (o.type === 3) !== (typeof c.value === 'string'));
    if (takesChoices && wrong >= 0)
      say(
        'choices',
        'APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE',
        'A choice has a value of another type than its option',
      );
    for (const at of duplicates((o.choices ?? []).map(c => c.name))) {
      context.addIssue({
        code: 'custom',
        path: ['choices', at],
        ...fault('APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_DUPLICATE', 'Choice names must be unique'),
      });
    }
  });

type Options = readonly {
  readonly type: number;
  readonly name: string;
  readonly required?: boolean | null | undefined;
}[];

function inOrder(options: Options, context: z.RefinementCtx): void {
  const say = (at: number, code: string, message: string) =>
    context.addIssue({ code: 'custom', path: [at], ...fault(code, message) });
  options.forEach((o, at) => {
    if (
      o.type > 2 &&
      o.required &&
      options.slice(0, at).some(earlier => earlier.type > 2 && !earlier.required)
    ) {
      say(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
  });
  if (options.some(o => o.type <= 2) && options.some(o => o.type > 2)) {
    say(
      0,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
  for (const at of duplicates(options.map(o => o.name))) {
    say(at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option names must be unique');
  }
}

const flat = {
  ...described,
  required: z.boolean().nullish(),
  options: list(option, 0, 25).superRefine(inOrder).nullish(),
};
const subcommand = z.strictObject({ type: z.literal(1), ...flat });
const group = z.strictObject({
  ...flat,
  type: z.literal(2),
  options: list(subcommand, 1, 25).superRefine(inOrder),
});

const anyOption = z
  .unknown()
  .transform((value, context): z.infer<typeof option | typeof subcommand | typeof group> => {
    const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
    const schema = type === 1 ? subcommand : type === 2 ? group : option;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) context.addIssue({ ...issue });
    return z.NEVER;
  });

const everyCommand = {
  name_localizations: localised(text(1, 32)),
  description_localizations: localised(text(1, 100)),
  options: list(anyOption, 0, 25).superRefine(inOrder).nullish(),
  default_member_permissions: bits.nullish(),
  default_permission: z.boolean().nullish(),
  dm_permission: z.boolean().nullish(),
  contexts: z.array(wholeNumber(0, 2)).nullish(),
  integration_types: z.array(wholeNumber(0, 1)).nullish(),
  nsfw: z.boolean().nullish(),
  handler: z.int().nullish(),
  id: z.string().optional(),
};

export const command = z
  .strictObject({
    ...everyCommand,
    type: wholeNumber(1, 3).default(1),
    name: menuName,
    description: text(0, 100).nullish(),
  })
  .superRefine((c, context) => {
    if (c.type === 1 && !name.safeParse(c.name).success)
      context.addIssue({ code: 'custom', path: ['name'], ...badName });
    if (c.type === 1 && !c.description) {
      context.addIssue({
        code: 'custom',
        path: ['description'],
        ...fault('BASE_TYPE_REQUIRED', 'This field is required'),
      });
    }
    if (c.type !== 1 && c.description) {
      context.addIssue({
        code: 'custom',
        path: ['description'],
        ...fault('APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED', 'Context menu commands have no description'),
      });
    }
    if (lengthOf(c) > 8000) {
      context.addIssue({
        code: 'custom',
        ...fault('APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'),
      });
    }
  });

export const commandChange = z.strictObject({
  ...everyCommand,
  name: menuName.optional(),
  description: text(0, 100).nullish(),
});

export type CommandBody = z.infer<typeof command>;

/** What Discord adds up to 8000: names, descriptions and values, of localisations only the longest. */
function lengthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lengthOf(item), 0);
  return Object.entries(value).reduce((sum, [key, part]) => {
    if (key === 'name' || key === 'description' || key === 'value')
      return sum + [...String(part ?? '')].length;
    return key.endsWith('_localizations') ? sum : sum + lengthOf(part);
  }, 0);
}
