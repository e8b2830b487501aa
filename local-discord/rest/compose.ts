/** From the body of a request to what a message says afterwards: checked, numbered, with files and mentions. */
import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { asComponents, numbered, textOf } from '../state/components.ts';
import { findMentions } from '../state/mentions.ts';
import { componentsV2, ephemeral } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import type { Embed } from '../validate/embed.ts';
import type { MessageBody } from '../validate/message.ts';
import { checkWholeMessage } from '../validate/message-rules.ts';
import { attach, safeName, withAddresses } from './attachments.ts';
import type { UploadedFile } from './body.ts';
import { newPoll } from './polls.ts';

export interface Wanted {
  readonly channel: Channel;
  readonly authorId: string;
  readonly body: MessageBody;
  readonly files: readonly UploadedFile[];
  /** The message as it is, when it is changed. */
  readonly before?: StoredMessage | undefined;
  /** Which flags may be set by this request. */
  readonly flags: number;
  /** Where the message stands in the request's body. */
  readonly path?: readonly string[];
  readonly repliedTo?: string | undefined;
}

export type Composed = Pick<
  StoredMessage,
  | 'content'
  | 'embeds'
  | 'components'
  | 'attachments'
  | 'flags'
  | 'mentions'
  | 'mentionRoles'
  | 'mentionEveryone'
  | 'poll'
>;

export const onNew = componentsV2 | (1 << 2) | (1 << 12);
export const onInteraction = onNew | ephemeral;

/** Throws 50035 and 50006. */
export function compose(state: State, wanted: Wanted): Composed {
  const { channel, body, files, before } = wanted;
  const settled = before?.flags ?? 0;
  const given = (body.flags ?? 0) & wanted.flags;
  // Suppressing embeds can be taken back; Components V2 can't.
  const flags = body.flags == null ? settled : (settled & ~(1 << 2)) | given;
  const content = body.content === undefined ? (before?.content ?? '') : (body.content ?? '').trim();
  const embeds = body.embeds === undefined ? (before?.embeds ?? []) : (body.embeds ?? []).map(kept);
  const components: readonly unknown[] =
    body.components === undefined ? (before?.components ?? []) : (body.components ?? []);
  const stays = (before?.attachments ?? []).filter(
    a => !body.attachments || body.attachments.some(n => n.id === a.id),
  );
  const fileNames = [
    ...stays.map(a => a.filename),
    ...files.flatMap(f => [f.name, safeName(f.name), nameGiven(body, f)]),
  ];
  const hasPoll = Boolean(body.poll ?? before?.poll);
  const whole = { content, embeds: embeds as readonly Embed[], components, fileNames, flags, hasPoll };
  checkWholeMessage(whole, wanted.path ?? []);

  const attachments = attach(state, channel.id, body, files, before?.attachments ?? []);
  const text = [content, textOf(asComponents(components))].join('\n');
  const allowed = body.allowed_mentions
    ? {
        parse: body.allowed_mentions.parse ?? [],
        users: body.allowed_mentions.users ?? [],
        roles: body.allowed_mentions.roles ?? [],
        replied_user: body.allowed_mentions.replied_user ?? false,
      }
    : undefined;
  return {
    content,
    flags,
    embeds: withAddresses(embeds, attachments) as readonly APIEmbed[],
    components: withAddresses(numbered(components), attachments) as readonly APIMessageTopLevelComponent[],
    attachments,
    ...(body.poll && !before?.poll && { poll: newPoll(state, body.poll) }),
    ...findMentions(state, channel, wanted.authorId, text, allowed, wanted.repliedTo),
  };
}

function nameGiven(body: MessageBody, file: UploadedFile): string {
  return body.attachments?.find(a => a.id === file.key)?.filename ?? file.name;
}

/** What Discord keeps of an embed: of what an echo brings along (proxies, sizes, video …) nothing, and nothing empty. */
function kept(embed: Embed): Embed {
  const { title, description, url, timestamp, color, footer, image, thumbnail, author, fields } = embed;
  return {
    type: 'rich',
    ...present({ title, description, url, timestamp, color }),
    ...(footer && { footer: { ...present({ icon_url: footer.icon_url }), text: footer.text } }),
    ...(image && { image: { url: image.url } }),
    ...(thumbnail && { thumbnail: { url: thumbnail.url } }),
    ...(author && {
      author: { ...present({ url: author.url, icon_url: author.icon_url }), name: author.name },
    }),
    ...(fields && { fields: fields.map(field => ({ ...field, inline: field.inline ?? false })) }),
  };
}

function present(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}
