/** What members have chosen for themselves in a guild: how they are seen, who sees what, reminders. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { memberSettings } from './schema.ts';

export type MemberSettings = Pick<
  typeof memberSettings.$inferSelect,
  'shownName' | 'inReports' | 'textOnly' | 'remindAt' | 'quietFrom' | 'quietUntil'
> & {
  /** Null until they choose: then boards show an alias. */
  readonly shownAs: 'name' | 'alias' | 'hidden' | null;
  /** Who may look at their progress besides themselves and moderators. */
  readonly progressFor: 'self' | 'cohort';
};

/** What holds for whoever has chosen nothing. */
export const usualSettings: MemberSettings = {
  shownAs: null,
  shownName: null,
  progressFor: 'self',
  inReports: true,
  textOnly: false,
  remindAt: null,
  quietFrom: '22:00',
  quietUntil: '08:00',
};

/** What a member has chosen, or the usual. */
export async function findMemberSettings(db: Db, guildId: string, memberId: string): Promise<MemberSettings> {
  return (await listMemberSettings(db, guildId, [memberId])).get(memberId) ?? usualSettings;
}

/** The choices of those who have chosen anything, by member. */
export async function listMemberSettings(
  db: Db,
  guildId: string,
  memberIds: readonly string[],
): Promise<Map<string, MemberSettings>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(memberSettings)
    .where(and(eq(memberSettings.guildId, guildId), inArray(memberSettings.memberId, [...memberIds])));
  return new Map(
    rows.map(({ guildId: _guild, memberId, changedAt: _at, remindChangedAt: _remindAt, ...rest }) => [
      memberId,
      {
        ...rest,
        shownAs: rest.shownAs as MemberSettings['shownAs'],
        progressFor: rest.progressFor as MemberSettings['progressFor'],
      },
    ]),
  );
}

/** Changes some of a member's choices; the others stay. Choosing when to be reminded, also as before, answers earlier reminders. */
export async function setMemberSettings(
  db: Db,
  { guildId, memberId }: { readonly guildId: string; readonly memberId: string },
  change: Partial<MemberSettings>,
  now: Date,
): Promise<void> {
  const isAboutReminders = 'remindAt' in change || 'quietFrom' in change || 'quietUntil' in change;
  const values = { ...change, changedAt: now, ...(isAboutReminders ? { remindChangedAt: now } : {}) };
  await db
    .insert(memberSettings)
    .values({ guildId, memberId, ...values })
    .onConflictDoUpdate({ target: [memberSettings.guildId, memberSettings.memberId], set: values });
}
