/** What can be told about a message without drawing it. */
import { parseMarkdown } from './markdown/parse-blocks.ts';
import type { Block, Inline } from './markdown/syntax.ts';
import type { Component, InteractionNote, Member, Message } from './shapes.ts';

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SUPPRESS_EMBEDS = 1 << 2;

/** Discord draws messages of one author within seven minutes as one group. */
const GROUP_MS = 7 * 60_000;

export const isEphemeral = (message: Message) => ((message.flags ?? 0) & EPHEMERAL) !== 0;
export const isThinking = (message: Message) => ((message.flags ?? 0) & LOADING) !== 0;
export const hidesEmbeds = (message: Message) => ((message.flags ?? 0) & SUPPRESS_EMBEDS) !== 0;

const THREAD_STARTER = 21;

/** A thread begins with the message that it grew from: that one is shown, without its way into the thread. */
export function shownAs(message: Message): Message {
  if (message.type !== THREAD_STARTER || !message.referenced_message) return message;
  const { thread: _, ...starter } = message.referenced_message;
  return starter;
}

export function mentions(message: Message, member: Member): boolean {
  return (
    message.mention_everyone === true ||
    message.mentions?.some(({ id }) => id === member.id) === true ||
    message.mention_roles?.some(id => member.roles.includes(id)) === true
  );
}

export function follows(message: Message, before: Message | undefined): boolean {
  if (before === undefined || message.type !== 0 || before.author.id !== message.author.id) return false;
  if (isEphemeral(before) !== isEphemeral(message) || isEphemeral(message)) return false;
  if (dayOf(before.timestamp) !== dayOf(message.timestamp)) return false;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUP_MS;
}

/** The day in the reader's own zone, as people say it. */
export function dayOf(timestamp: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(new Date(timestamp));
}

/** "Today at 09:00", "Yesterday at 09:00", or the date; `now` is the calendar clock in milliseconds. */
export function sayWhen(timestamp: string, now: number, locale?: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = (at: number) => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone }).format(at);
  const at = Date.parse(timestamp);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...zone }).format(at);
  if (day(at) === day(now)) return `Today at ${time}`;
  if (day(at + 86_400_000) === day(now)) return `Yesterday at ${time}`;
  return `${new Intl.DateTimeFormat(locale, { dateStyle: 'short', ...zone }).format(at)} ${time}`;
}

/** Who caused this message, and with what, when it answers an interaction. */
export function causeOf(message: Message): (InteractionNote & { readonly what: string }) | undefined {
  const note = { ...message.interaction_metadata, ...message.interaction };
  if (note.user === undefined) return undefined;
  const command = note.triggering_interaction_metadata ?? note;
  if (command.name !== undefined && command.type === 2) return { ...note, what: `used /${command.name}` };
  return { ...note, what: note.type === 5 ? 'sent a form' : 'used a button or menu' };
}

/** The message as one line of plain text, for a screen reader's announcement. */
export function plainTextOf(message: Message): string {
  if (isThinking(message)) return 'is thinking…';
  const texts = [message.content, ...(message.components ?? []).flatMap(textsOf)];
  const embeds = (message.embeds ?? []).flatMap(({ title, description }) => [title ?? '', description ?? '']);
  const words = [...texts, ...embeds].flatMap(text => parseMarkdown(text)).map(blockText);
  return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, 300);
}

function textsOf(component: Component): readonly string[] {
  const inside = (component.components ?? []).flatMap(textsOf);
  return component.type === 10 ? [component.content ?? '', ...inside] : inside;
}

function blockText(block: Block): string {
  if (block.kind === 'code') return block.text;
  if (block.kind === 'quote') return block.inside.map(blockText).join(' ');
  if (block.kind === 'list') return block.items.flat().map(blockText).join(' ');
  return block.inside.map(inlineText).join('');
}

function inlineText(node: Inline): string {
  if (node.kind === 'text' || node.kind === 'code' || node.kind === 'everyone') return node.text;
  if (node.kind === 'break') return ' ';
  if (node.kind === 'spoiler') return 'spoiler';
  if (node.kind === 'mention') return `a ${node.of}`;
  return 'inside' in node ? node.inside.map(inlineText).join('') : '';
}
