/** The last word to an interaction that nothing else has answered: straight to Discord, past whatever broke. */
import { InteractionResponseType, InteractionType, type REST, Routes } from 'discord.js';
import { apology } from './apology.ts';
import { toPayload } from './to-payload.ts';

export interface Unanswered {
  readonly id: string;
  readonly token: string;
  readonly type: unknown;
}

/** Tells the number under which the log holds the rest. Where Discord has an answer already, that one stands. Throws nothing. */
export async function apologise(rest: REST, { id, token, type }: Unanswered): Promise<void> {
  // A list of suggestions has no room for words.
  const body =
    type === InteractionType.ApplicationCommandAutocomplete
      ? { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } }
      : { type: InteractionResponseType.ChannelMessageWithSource, data: toPayload(apology(id)) };
  const signal = AbortSignal.timeout(2_000);
  await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal }).catch(() => {});
}
