import { usePage } from '../use-page.ts';
import { initials } from './avatar.tsx';

export function GuildList() {
  const { page, state } = usePage();
  return (
    <nav class="guilds" aria-label="Servers">
      <ul>
        {state.world?.guilds.map(guild => {
          const here = guild.id === state.view.guild;
          return (
            <li key={guild.id} class={here ? 'here' : ''}>
              <button
                type="button"
                title={guild.name}
                data-initials={initials(guild.name)}
                aria-current={here ? 'true' : undefined}
                onClick={() => page.showGuild(guild.id)}
              >
                <span class="unseen">{guild.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
