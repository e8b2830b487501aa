import { buttons, type Card, say, text } from '../src/cards/reply.ts';
import { place } from '../src/cards/words.ts';
import { canonicalZone } from '../src/core/time.ts';
import {
  type Asked,
  defineCommand,
  type FormCall,
  type PressCall,
  Refusal,
} from '../src/discord/define-command.ts';
import { addAudit } from '../src/store/audit.ts';
import { findGuild, type Guild, setGuild } from '../src/store/guilds.ts';
import { suggestZone, zoneRefusal } from './_zone.ts';

const sentences = {
  channel: (missing: readonly string[]) =>
    `I can’t post in that channel: I lack **${missing.join('**, **')}** there. Give it to me in the channel’s settings under Permissions, then try again. Nothing was changed.`,
  everyone:
    'That is everybody’s role, so everybody would be a moderator. Choose a role of its own. Nothing was changed.',
  start: 'Next: `/cohort create` starts a cohort.',
};

export default defineCommand({
  description: 'Choose the moderator role, the notice channel and your time zone',
  who: 'admin',
  where: ['server', 'thread'],
  options: {
    moderator_role: { type: 'role', description: 'Who may create cohorts and set their pace' },
    notice_channel: { type: 'channel', description: 'Where I tell moderators when something needs them' },
    default_zone: {
      type: 'text',
      description: 'Time zone of new cohorts, such as Europe/Rome',
      maxLength: 60,
      suggest: suggestZone,
    },
  },

  async run(call) {
    const { moderator_role: role, notice_channel: channel, default_zone: typedZone } = call.options;
    if (role === call.guildId) throw new Refusal(sentences.everyone);
    if (channel && channel.missing.length > 0) throw new Refusal(sentences.channel(channel.missing));
    const zone = typedZone === undefined ? undefined : canonicalZone(typedZone);
    if (typedZone !== undefined && zone === undefined) throw new Refusal(zoneRefusal(typedZone));
    await save(call, {
      ...(role === undefined ? {} : { moderatorRoleId: role }),
      ...(channel === undefined ? {} : { noticeChannelId: channel.id }),
      ...(zone === undefined ? {} : { zone }),
    });
    return panel(call, false);
  },

  buttons: {
    role: {
      who: 'admin',
      run(call) {
        if (chosen(call) === call.guildId) throw new Refusal(sentences.everyone);
        return saveAndShow(call, { moderatorRoleId: chosen(call) });
      },
    },
    channel: { who: 'admin', run: call => saveAndShow(call, { noticeChannelId: chosen(call) }) },
    zone: {
      who: 'admin',
      async run({ db, guildId }) {
        const guild = await findGuild(db, guildId);
        return {
          kind: 'form',
          title: 'Time zone',
          press: { command: 'setup', action: 'zone' },
          fields: [
            {
              id: 'zone',
              label: 'Time zone of new cohorts',
              description: 'The name of a region and city, such as Europe/Rome or Asia/Kolkata',
              value: guild?.zone ?? 'UTC',
              maxLength: 60,
            },
          ],
        };
      },
    },
  },

  forms: {
    zone: {
      who: 'admin',
      run(call: FormCall) {
        const typed = call.fields.zone ?? '';
        const zone = canonicalZone(typed);
        if (zone === undefined) return say(zoneRefusal(typed));
        return saveAndShow(call, { zone });
      },
    },
  },
});

const chosen = (call: PressCall): string | null => call.chosen[0] ?? null;

async function saveAndShow(asked: Asked, settings: Partial<Omit<Guild, 'guildId'>>): Promise<Card> {
  await save(asked, settings);
  return panel(asked, true);
}

async function save(
  { db, guildId, memberId, now }: Asked,
  settings: Partial<Omit<Guild, 'guildId'>>,
): Promise<void> {
  const changed = Object.keys(settings);
  if (changed.length === 0) return;
  await db.transaction(async tx => {
    await setGuild(tx, guildId, settings, now);
    await addAudit(tx, { guildId, actorId: memberId, action: 'setup', detail: { changed }, at: now });
  });
}

async function panel({ db, guildId }: Asked, replaces: boolean): Promise<Card> {
  const guild = await findGuild(db, guildId);
  const role = guild?.moderatorRoleId;
  const channel = guild?.noticeChannelId;
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces,
    blocks: [
      text(
        '## Settings of this server',
        `**Moderators:** ${role ? `<@&${role}>` : 'only people who may manage this server'}`,
        `**Notices:** ${channel ? place(channel) : 'nowhere yet'}`,
        `**Time zone of new cohorts:** ${guild?.zone ?? 'UTC'}`,
      ),
      {
        kind: 'choose-role',
        press: { command: 'setup', action: 'role' },
        placeholder: 'Moderator role',
        ...(role ? { chosen: role } : {}),
      },
      {
        kind: 'choose-channel',
        press: { command: 'setup', action: 'channel' },
        placeholder: 'Notice channel',
        ...(channel ? { chosen: channel } : {}),
      },
      buttons({ label: 'Change the time zone', press: { command: 'setup', action: 'zone' } }),
      text(sentences.start),
    ],
  };
}
