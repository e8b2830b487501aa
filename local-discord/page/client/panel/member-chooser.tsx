import { useState } from 'preact/hooks';
import { Avatar } from '../parts/avatar.tsx';
import type { Guild, Member, Role } from '../shapes.ts';
import { peopleOf } from '../state.ts';
import { usePage, useView } from '../use-page.ts';

export function MemberChooser() {
  const { page } = usePage();
  const { guild, member } = useView();
  if (!guild) return null;
  return (
    <section aria-labelledby="who">
      <h2 id="who">You are {member?.name ?? 'nobody yet'}</h2>
      <ul class="people" aria-labelledby="who">
        {peopleOf(guild).map(person => (
          <li key={person.id}>
            <button
              type="button"
              aria-pressed={person.id === member?.id}
              onClick={() => page.show({ member: person.id })}
            >
              <Avatar id={person.id} name={person.name} small />
              <span class="unseen">Be </span>
              <span class="name">{person.name}</span>
              {person.id === guild.ownerId && <span class="owner">owner</span>}
            </button>
          </li>
        ))}
      </ul>
      <NewMember guild={guild} />
      {member && <RoleList guild={guild} member={member} />}
    </section>
  );
}

function NewMember({ guild }: { readonly guild: Guild }) {
  const { page } = usePage();
  const [name, setName] = useState('');
  async function add(): Promise<void> {
    const wanted = name.trim();
    if (wanted === '') return;
    const added = await page.change(() => page.control.addMember(guild.id, wanted));
    if (added) setName('');
  }
  return (
    <form
      class="line"
      onSubmit={event => {
        event.preventDefault();
        void add();
      }}
    >
      <label for="new-member">Add a member</label>
      <input
        id="new-member"
        type="text"
        autocomplete="off"
        maxLength={32}
        placeholder="Name"
        value={name}
        onInput={event => setName(event.currentTarget.value)}
      />
      <button type="submit" class="button secondary">
        Add
      </button>
    </form>
  );
}

function RoleList({ guild, member }: { readonly guild: Guild; readonly member: Member }) {
  const { page } = usePage();
  // The role that everybody has bears the guild's own id; a bot's own role bears its name. Nobody gets those by hand.
  const bots = guild.members.filter(({ bot }) => bot === true);
  const isBotRole = (role: Role) => bots.some(bot => bot.name === role.name && bot.roles.includes(role.id));
  const roles = guild.roles.filter(role => role.id !== guild.id && !isBotRole(role));
  if (roles.length === 0) return null;
  const toggle = (id: string, on: boolean) =>
    page.change(() =>
      page.control.setRoles(
        guild.id,
        member.id,
        on ? [...member.roles, id] : member.roles.filter(role => role !== id),
      ),
    );
  return (
    <fieldset class="roles">
      <legend>Roles of {member.name}</legend>
      {roles.map(role => (
        <label key={role.id} class="tickable">
          <input
            type="checkbox"
            checked={member.roles.includes(role.id)}
            onChange={event => void toggle(role.id, event.currentTarget.checked)}
          />
          <span>{role.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
