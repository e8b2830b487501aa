/** What can be chosen in a select: its own options, or the guild's people, roles and channels. */
import type { Component, Guild, SelectOption } from '../shapes.ts';
import { KIND } from './kinds.ts';

export function choicesOf(select: Component, guild: Guild | undefined): readonly SelectOption[] {
  const users = () => (guild?.members ?? []).map(({ id, name }) => ({ label: `@${name}`, value: id }));
  const roles = () =>
    (guild?.roles ?? []).map(({ id, name }) => ({
      label: name.startsWith('@') ? name : `@${name}`,
      value: id,
    }));
  const allowed = select.channel_types ?? [];
  const channels = () =>
    (guild?.channels ?? [])
      .filter(({ type }) => allowed.length === 0 || allowed.includes(type))
      .map(({ id, name }) => ({ label: `#${name}`, value: id }));
  switch (select.type) {
    case KIND.userSelect:
      return users();
    case KIND.roleSelect:
      return roles();
    case KIND.mentionableSelect:
      return [...users(), ...roles()];
    case KIND.channelSelect:
      return channels();
    default:
      return select.options ?? [];
  }
}

/** The values that are chosen before anybody has touched the select. */
export function defaultsOf(select: Component): readonly string[] {
  const own = (select.options ?? []).filter(option => option.default === true).map(({ value }) => value);
  return [...own, ...(select.default_values ?? []).map(({ id }) => id)];
}

const nouns: Readonly<Record<number, string>> = {
  [KIND.userSelect]: 'Select a member',
  [KIND.roleSelect]: 'Select a role',
  [KIND.mentionableSelect]: 'Select a member or role',
  [KIND.channelSelect]: 'Select a channel',
};

export function placeholderOf(select: Component): string {
  return select.placeholder ?? nouns[select.type] ?? 'Make a selection';
}
