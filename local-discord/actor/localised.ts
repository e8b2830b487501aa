/** Commands as a member reads them: with the names and descriptions of their language beside the real ones. */
import type { APIApplicationCommand } from 'discord-api-types/v10';

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string | null>> | null | undefined;
  readonly description_localizations?: Readonly<Record<string, string | null>> | null | undefined;
  readonly options?: readonly Named[];
  readonly choices?: readonly Named[];
}

/** Adds `name_localized` and `description_localized`, as Discord does for a client that tells its language. */
export function localised(command: APIApplicationCommand, locale: string): APIApplicationCommand {
  return inLocale(command as unknown as Named, locale) as unknown as APIApplicationCommand;
}

function inLocale<T extends Named>(one: T, locale: string): T {
  const name = one.name_localizations?.[locale];
  const description = one.description_localizations?.[locale];
  return {
    ...one,
    ...(name && { name_localized: name }),
    ...(description && { description_localized: description }),
    ...(one.options && { options: one.options.map(o => inLocale(o, locale)) }),
    ...(one.choices && { choices: one.choices.map(c => inLocale(c, locale)) }),
  };
}
