/** Starts a cohort as a moderator does on a local Discord: the command, one choice in its panel, and the button. */
import type { LocalDiscordClient, SeenInteraction } from '../../local-discord/client.ts';

export interface WantedCohort {
  /** The moderator's id. */
  readonly as: string;
  /** Where the command is typed. */
  readonly channel: string;
  readonly options: Readonly<Record<string, string>>;
}

/** One lesson on each study day. Throws when the panel doesn't come, such as for a name that is taken. */
export async function startCohort(
  control: LocalDiscordClient,
  { as, channel, options }: WantedCohort,
): Promise<SeenInteraction> {
  const command = { as, channel, name: 'cohort', sub: ['create'] };
  let shown = await control.command({ ...command, options });
  for (const [action, values] of [
    ['pace', ['lessons-1']],
    ['start', []],
  ] as const) {
    const id = JSON.stringify(shown.message?.components ?? []).match(`cohort/create:${action}:[^"]*`)?.[0];
    if (!shown.message || id === undefined) throw new Error(`the panel of a new cohort has no ${action}`);
    shown = await control.component({ as, message: shown.message.id, customId: id, values });
  }
  return shown;
}
