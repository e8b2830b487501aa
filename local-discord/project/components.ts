/** Components as Discord shows them: with what it fills in where a bot left something out. */
import { type AnyComponent, asComponents } from '../state/components.ts';
import type { StoredMessage } from '../state/world.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a kind has when nobody said so, by type. Source: the responses in Discord's published document. */
const filled: Readonly<Record<number, Json>> = {
  3: { min_values: 1, max_values: 1 },
  5: { min_values: 1, max_values: 1 },
  6: { min_values: 1, max_values: 1 },
  7: { min_values: 1, max_values: 1 },
  8: { min_values: 1, max_values: 1 },
  11: { description: null, spoiler: false },
  13: { name: null, size: null, spoiler: false },
  14: { spacing: 1, divider: true },
  17: { accent_color: null, spoiler: false },
};

export function componentsJson(message: StoredMessage): readonly Json[] {
  return asComponents(message.components).map(component => shown(message, component));
}

function shown(message: StoredMessage, component: AnyComponent): Json {
  // `required` is for forms; a message's components don't have it.
  const { required, components, accessory, ...own } = component;
  const { media, file, items, options, emoji } = own;
  return {
    ...filled[component.type],
    ...withoutNull(own),
    ...(components && { components: components.map(inner => shown(message, inner)) }),
    ...(accessory && { accessory: shown(message, accessory) }),
    ...(isJson(media) && { media: mediaJson(message, media) }),
    ...(isJson(file) && { file: mediaJson(message, file), ...fileFacts(message, file) }),
    ...(isJson(emoji) && { emoji: withoutNull(emoji) }),
    ...(Array.isArray(options) && { options: options.filter(isJson).map(optionJson) }),
    ...(Array.isArray(items) && {
      items: items.filter(isJson).map(item => ({
        description: null,
        spoiler: false,
        ...withoutNull(item),
        ...(isJson(item.media) && { media: mediaJson(message, item.media) }),
      })),
    }),
  };
}

function optionJson(option: Json): Json {
  return { ...withoutNull(option), ...(isJson(option.emoji) && { emoji: withoutNull(option.emoji) }) };
}

/** Of an address that isn't an attachment only the message's id is at hand; nothing can be asked with it. */
function mediaJson(message: StoredMessage, media: Json): Json {
  const attached = attachmentOf(message, media);
  const { width, height, content_type } = attached ?? {};
  return {
    id: attached?.id ?? message.id,
    url: media.url,
    proxy_url: media.url,
    width: width ?? null,
    height: height ?? null,
    ...(content_type !== undefined && { content_type }),
    ...(attached && { attachment_id: attached.id }),
  };
}

function fileFacts(message: StoredMessage, file: Json): Json {
  const attached = attachmentOf(message, file);
  return attached ? { name: attached.filename, size: attached.size } : {};
}

function attachmentOf(message: StoredMessage, media: Json) {
  return message.attachments.find(a => a.url === media.url);
}

function withoutNull(json: Json): Json {
  // Most have none, and then there is nothing to copy.
  if (!Object.values(json).includes(null)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
