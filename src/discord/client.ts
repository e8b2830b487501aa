/** The discord.js client, set up once: one intent, small caches, and nobody pinged unless a message names whom. */
import { Client, GatewayIntentBits, Options } from 'discord.js';
import type { Pace } from './pace.ts';
import { restOptions } from './rest.ts';

/** Only what our own look-ups need is kept: of users and members just ourselves. */
export function createClient(apiUrl: string, pace: Pace): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    rest: restOptions(apiUrl, pace),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ...none,
      GuildMemberManager: { maxSize: 0, keepOverLimit: member => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: user => user.id === user.client.user.id },
    }),
  });
}

const none = {
  AutoModerationRuleManager: 0,
  DMMessageManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
} as const;
