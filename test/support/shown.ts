/** What a person sees of a reply, and finds in it: read from the payload that Discord would get, which is checked on the way. */
import { check } from '../../local-discord/validate/check.ts';
import { newMessage } from '../../local-discord/validate/message.ts';
import { checkWholeMessage } from '../../local-discord/validate/message-rules.ts';
import { modal } from '../../local-discord/validate/modal.ts';
import type { Reply } from '../../src/cards/reply.ts';
import { filesOf, type OutgoingFile, toModal, toPayload } from '../../src/discord/to-payload.ts';

type Part = Readonly<Record<string, unknown>>;

/** The payload of a reply. Throws when Discord would refuse it, or when it could ping more than it names. */
export function payloadOf(reply: Reply) {
  if (reply.kind === 'form') {
    const payload = toModal(reply);
    check(modal, payload);
    return payload;
  }
  const payload = toPayload(reply);
  check(newMessage, payload);
  checkWholeMessage(
    {
      content: '',
      embeds: [],
      components: payload.components,
      fileNames: filesOf(reply).map(({ name }) => name),
      flags: payload.flags,
      hasPoll: false,
    },
    [],
  );
  const { parse, roles } = payload.allowed_mentions;
  if (parse.length > 0 || (roles ?? []).join() !== (reply.mentionsRole ?? '')) {
    throw new Error(`this payload could ping: ${JSON.stringify(payload.allowed_mentions)}`);
  }
  return payload;
}

/** Every part of a payload that holds a type, outside in and top down. */
export function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Part;
  const own = 'type' in part ? [part] : [];
  return [...own, ...partsOf(part.components), ...partsOf(part.component)];
}

/** All words of a reply, in the order in which they are read. */
export function wordsOf(reply: Reply): string {
  const title = reply.kind === 'form' ? [reply.title] : [];
  const words = partsOf(payloadOf(reply).components).flatMap(part => [
    part.content,
    part.label,
    part.placeholder,
    part.value,
    ...optionsOf(part).flatMap(option => [option.label, option.description]),
  ]);
  return [...title, ...words].filter(word => typeof word === 'string').join('\n');
}

export const labelsOf = (reply: Reply): string[] =>
  partsOf(payloadOf(reply).components).flatMap(part =>
    part.type === 2 && typeof part.label === 'string' ? [part.label] : [],
  );

const optionsOf = (part: Part): readonly { label: string; value: string; description?: string }[] =>
  Array.isArray(part.options) ? part.options : [];

/** What a list, or a group of choices, offers, by its id. */
export const optionLabels = (reply: Reply, id: string): string[] =>
  partsOf(payloadOf(reply).components)
    .filter(part => part.custom_id === id)
    .flatMap(optionsOf)
    .map(option => option.label);

/** Everything that comes with a reply beside its words: pictures (with their alt text as description) and files. */
const comesWith = (reply: Reply): OutgoingFile[] => (reply.kind === 'card' ? filesOf(reply) : []);

/** The pictures of a reply, in order. Throws for one that isn't a PNG or says nothing to who can't see it. */
export function picturesOf(reply: Reply) {
  return comesWith(reply).flatMap(({ name, data, description }) => {
    if (description === undefined) return [];
    if (data.readUInt32BE(0) !== 0x89504e47) throw new Error(`${name} is no PNG`);
    if (description.trim() === '') throw new Error(`${name} has no words`);
    return [{ name, alt: description, width: data.readUInt32BE(16), height: data.readUInt32BE(20) }];
  });
}

/** The text of the file with this name. */
export function fileIn(reply: Reply, name: string): string {
  const found = comesWith(reply).find(file => file.name === name);
  if (!found) throw new Error(`no file ${name} in:\n${wordsOf(reply)}`);
  return found.data.toString('utf8');
}

/** The custom id of the button with this label. */
export function findButton(reply: Reply, label: string | RegExp): string {
  const fits = (text: unknown) =>
    typeof text === 'string' && (typeof label === 'string' ? text === label : label.test(text));
  const found = partsOf(payloadOf(reply).components).find(part => part.type === 2 && fits(part.label));
  if (typeof found?.custom_id !== 'string') throw new Error(`no button ${label} in:\n${wordsOf(reply)}`);
  return found.custom_id;
}

/** The list that offers these labels (or, for roles and channels, takes ids), and what choosing them sends. */
export function chooseIn(reply: Reply, wanted: readonly string[]): { customId: string; values: string[] } {
  for (const part of partsOf(payloadOf(reply).components)) {
    if (typeof part.custom_id !== 'string') continue;
    if (part.type === 3) {
      const values = wanted.map(label => optionsOf(part).find(option => option.label === label)?.value);
      if (values.every(value => value !== undefined)) return { customId: part.custom_id, values };
    }
    const [placeholder, ...ids] = wanted;
    if ((part.type === 6 || part.type === 8) && part.placeholder === placeholder) {
      return { customId: part.custom_id, values: ids };
    }
  }
  throw new Error(`no list with ${wanted.join(', ')} in:\n${wordsOf(reply)}`);
}

/** The custom id of a form; throws when it has no such field. */
export function fieldsOf(
  form: Reply,
  fields: Readonly<Record<string, string>>,
  picks: Readonly<Record<string, readonly string[]>>,
): { readonly customId: string; readonly picked: Record<string, readonly string[]> } {
  const payload = payloadOf(form);
  if (!('custom_id' in payload)) throw new Error(`not a form:\n${wordsOf(form)}`);
  const known = new Map(partsOf(payload.components).map(part => [part.custom_id, part]));
  for (const name of [...Object.keys(fields), ...Object.keys(picks)]) {
    if (!known.has(name)) throw new Error(`the form has no field ${name}`);
  }
  const picked = Object.entries(picks).map(([name, labels]) => {
    const options = optionsOf(known.get(name) ?? {});
    const values = labels.map(label => options.find(option => option.label === label)?.value);
    if (values.some(value => value === undefined))
      throw new Error(`${name} offers: ${options.map(option => option.label).join(' | ')}`);
    return [name, values as string[]] as const;
  });
  return { customId: payload.custom_id, picked: Object.fromEntries(picked) };
}
