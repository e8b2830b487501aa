/** Whether somebody is still in a server. Discord tells who leaves only with an intent that we don't ask for; it answers who asks. */
import { DiscordAPIError, type REST, Routes } from 'discord.js';

const unknownMember = 10_007;
const unknownUser = 10_013;

/** Throws what discord.js throws when Discord can't say. */
export function createIsInGuild(rest: REST) {
  return async (guildId: string, memberId: string, signal: AbortSignal): Promise<boolean> => {
    try {
      await rest.get(Routes.guildMember(guildId, memberId), { signal });
      return true;
    } catch (error) {
      if (error instanceof DiscordAPIError && [unknownMember, unknownUser].includes(Number(error.code)))
        return false;
      throw error;
    }
  };
}
