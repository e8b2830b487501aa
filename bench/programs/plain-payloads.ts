/** What the plain stand-in sends: as much as discord.js reads, in the sizes of the real thing. */
const botId = '800000000000000001';
const firstGuild = 810_000_000_000_000_000n;
const firstUser = 830_000_000_000_000_000n;
const everything = '2248473465835073';
const joined = '2026-01-05T10:00:00.000000+00:00';

const guildId = (index: number) => String(firstGuild + BigInt(index) * 4_194_304n);
const channelId = (index: number) => String(BigInt(guildId(index)) + 1n);

const user = (id: string, username: string, bot: boolean) => ({
  id,
  username,
  discriminator: '0',
  global_name: username,
  avatar: null,
  bot,
});

const member = (id: string, name: string, bot = false) => ({
  user: user(id, name, bot),
  nick: null,
  avatar: null,
  roles: [],
  joined_at: joined,
  deaf: false,
  mute: false,
  flags: 0,
});

export const greeting = (guilds: number, url: string) => ({
  v: 10,
  user: user(botId, 'bare', true),
  guilds: Array.from({ length: guilds }, (_, index) => ({ id: guildId(index), unavailable: true })),
  session_id: 'plain',
  resume_gateway_url: url,
  application: { id: botId, flags: 0 },
});

/** The bot among `members` people; they have the same names and other ids in every guild. */
export const guild = (index: number, members: number) => ({
  id: guildId(index),
  name: `Guild ${index}`,
  owner_id: String(firstUser),
  joined_at: joined,
  large: false,
  member_count: members,
  roles: [
    { id: guildId(index), name: '@everyone', permissions: everything, position: 0, color: 0, hoist: false },
  ],
  emojis: [],
  stickers: [],
  features: [],
  channels: [
    { id: channelId(index), type: 0, name: 'general', position: 0, permission_overwrites: [], topic: null },
  ],
  threads: [],
  members: [
    member(botId, 'bare', true),
    ...Array.from({ length: members }, (_, n) =>
      member(String(firstUser + BigInt(index * members + n)), `member-${n}`),
    ),
  ],
  presences: [],
  voice_states: [],
  stage_instances: [],
});

export const command = (id: string) => ({
  id,
  application_id: botId,
  type: 2,
  token: `plain.${id}`,
  version: 1,
  guild_id: guildId(0),
  channel_id: channelId(0),
  channel: { id: channelId(0), type: 0, name: 'general', permissions: everything },
  member: { ...member(String(firstUser), 'Mira'), permissions: everything },
  data: { id: '840000000000000001', name: 'ping', type: 1 },
  app_permissions: everything,
  entitlements: [],
  authorizing_integration_owners: {},
  context: 0,
  locale: 'en-US',
  guild_locale: 'en-US',
  attachment_size_limit: 10_485_760,
});
