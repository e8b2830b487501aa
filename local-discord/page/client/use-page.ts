/** Hands the page and its state to every component. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Page } from './page.ts';
import type { Channel, Guild, Member, User } from './shapes.ts';
import { directsOf, emptyState, type PageState } from './state.ts';

interface Handed {
  readonly page: Page;
  readonly state: PageState;
}

export const PageContext = createContext<Handed | undefined>(undefined);

export function usePage(): Handed {
  const handed = useContext(PageContext);
  if (handed === undefined) throw new Error('usePage works below PageContext only.');
  return handed;
}

export function usePageState(page: Page): PageState {
  const [state, setState] = useState(emptyState);
  useEffect(() => {
    setState(page.read());
    const stop = page.subscribe(() => setState(page.read()));
    return () => void stop();
  }, [page]);
  return state;
}

/** The guild, channel and member in view. */
export function useView(): {
  readonly guild: Guild | undefined;
  readonly channel: Channel | undefined;
  readonly member: Member | undefined;
} {
  const { view, world } = usePage().state;
  const guild = world?.guilds.find(({ id }) => id === view.guild);
  const open = [...(guild?.channels ?? []), ...(world ? directsOf(world, view.member) : [])];
  const channel = open.find(({ id }) => id === view.channel);
  return { guild, channel, member: guild?.members.find(({ id }) => id === view.member) };
}

/** What a user is called here: the name in the guild, else the account's. */
export function nameOf(guild: Guild | undefined, user: User): string {
  const member = guild?.members.find(({ id }) => id === user.id);
  return member?.name ?? user.global_name ?? user.username;
}

/** The calendar clock in milliseconds since 1970, read again every `every` milliseconds. */
export function useNow(every: number): number {
  const { clock } = usePage().state;
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), every);
    return () => clearInterval(timer);
  }, [every]);
  return clock === undefined ? 0 : clock.now + performance.now() - clock.at;
}
