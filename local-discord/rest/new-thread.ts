/** What begins a thread, in a channel or as a post of a forum. */
import { z } from 'zod';
import { addChannel } from '../state/guilds.ts';
import { timestamp } from '../state/state.ts';
import { activeThreads } from '../state/threads.ts';
import type { Channel } from '../state/world.ts';
import { fault, list, snowflake, text, wholeNumber } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { botOf, type Call } from './route.ts';

export const archiveAfter = z
  .int()
  .refine(
    n => [60, 1440, 4320, 10080].includes(n),
    fault('BASE_TYPE_CHOICES', 'Value must be one of {60, 1440, 4320, 10080}.'),
  )
  .nullish();
/** What begins every thread. */
export const newThread = {
  name: text(1, 100),
  auto_archive_duration: archiveAfter,
  rate_limit_per_user: wholeNumber(0, 21_600).nullish(),
};
export const appliedTags = list(snowflake, 0, 5).nullish();

/** Throws 160006. */
export function demandRoom({ state }: Call, guildId: string | undefined): void {
  if (activeThreads(state, guildId).length >= state.maxActiveThreads) throw refuse(160006);
}

interface Begun {
  readonly name: string;
  readonly auto_archive_duration?: number | null | undefined;
  readonly rate_limit_per_user?: number | null | undefined;
  readonly invitable?: boolean | undefined;
  readonly applied_tags?: readonly string[] | null | undefined;
}

/** A new thread of the bot's, in which only the bot is. */
export function addThread({ state }: Call, parent: Channel, body: Begun, type: number, id?: string): Channel {
  const { guildId } = parent;
  // Whoever begins a thread is in it.
  const members = [{ userId: botOf(state), joinedAt: timestamp(state) }];
  const thread = {
    members,
    ownerId: botOf(state),
    archived: false,
    locked: false,
    autoArchiveMinutes: body.auto_archive_duration ?? 4320,
    createdAt: timestamp(state),
    ...(type === 12 && body.invitable !== undefined && { invitable: body.invitable }),
    ...(parent.type === 15 && { appliedTags: body.applied_tags ?? [] }),
  };
  const slowmode = body.rate_limit_per_user ?? parent.forum?.threadSlowmode ?? 0;
  const given = {
    name: body.name,
    type,
    slowmode,
    parentId: parent.id,
    thread,
    ...(guildId !== undefined && { guildId }),
  };
  return addChannel(state, { ...given, ...(id !== undefined && { id }) });
}
