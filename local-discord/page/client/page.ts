/** Holds the page's state, keeps it true by re-reading what the event stream hints at, and acts as the chosen member. */

import type { Act, Outcome } from './acts.ts';
import { type Control, unanswered } from './control.ts';
import { findNewestChannel } from './newest-channel.ts';
import { emptyState, type PageState, readView, settleView, type View, writeView } from './state.ts';

export type Page = ReturnType<typeof openPage>;

type Part = 'world' | 'messages' | 'commands' | 'clock' | 'requests' | 'faults';

/** Which parts a hint of the event stream makes stale; anything else concerns the messages alone. */
const hintedParts: Readonly<Record<string, readonly Part[]>> = {
  typing: [],
  request: ['requests'],
  clock: ['clock', 'messages'],
  world: ['world', 'commands', 'messages'],
};

const REQUESTS_SHOWN = 60;

/** Discord shows somebody as typing for ten seconds, in milliseconds. */
const TYPING = 10_000;

/** After the guild in view was deleted, how long to follow the first messages of what comes in its place, in milliseconds. */
const FOLLOWED = 10_000;

/** Milliseconds until a refused event stream is asked for again. */
const RETRY = 3000;

export function openPage(control: Control) {
  let state: PageState = { ...emptyState, view: readView(location.hash) };
  const listeners = new Set<() => void>();
  const dirty = new Set<Part>();
  let reading = false;
  let events: EventSource | undefined;
  let noticed = 0;
  let followedUntil = 0;

  function set(change: Partial<PageState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  /** Re-reads these parts; hints that come while reading are gathered into one more round. */
  async function reread(...parts: readonly Part[]): Promise<void> {
    for (const part of parts) dirty.add(part);
    if (reading) return;
    reading = true;
    while (dirty.size > 0) {
      // The world says whether what is in view still exists, so it comes before what is read of it.
      const round: readonly Part[] = dirty.has('world') ? ['world'] : [...dirty];
      for (const part of round) dirty.delete(part);
      await Promise.all(round.map(part => readers[part]().catch(complain)));
    }
    reading = false;
  }

  const readers: Readonly<Record<Part, () => Promise<void>>> = {
    async world() {
      const world = await control.world();
      set({ world });
      const { guild } = state.view;
      let wanted = state.view;
      if (guild !== undefined && !world.guilds.some(({ id }) => id === guild)) {
        followedUntil = performance.now() + FOLLOWED;
        const channel = await findNewestChannel(control, world, wanted).catch(() => undefined);
        wanted = { ...wanted, channel };
      }
      const view = settleView(world, wanted);
      if (JSON.stringify(view) !== JSON.stringify(state.view)) show(view);
    },
    async messages() {
      const { view } = state;
      if (view.channel === undefined || view.member === undefined) return set({ messages: [] });
      try {
        const messages = await control.messages(view.channel, view.member);
        if (state.view === view) set({ messages, closed: undefined });
      } catch (error) {
        if (state.view === view) set({ messages: [], closed: sentence(error) });
      }
    },
    async commands() {
      const { view } = state;
      if (view.guild === undefined || view.member === undefined) return set({ commands: [] });
      const commands = await control.commands(view.guild, view.member);
      if (state.view === view) set({ commands });
    },
    async clock() {
      const { now } = await control.clock();
      set({ clock: { now: Date.parse(now), at: performance.now() } });
    },
    async requests() {
      set({ requests: await control.requests(REQUESTS_SHOWN) });
    },
    async faults() {
      const [faults, { profile }] = await Promise.all([control.faults(), control.rateLimits()]);
      set({ faults, rateLimits: profile });
    },
  };

  function complain(error: unknown): void {
    set({ problem: sentence(error) });
  }

  /** Shows another guild, channel or member. What only the last member could see is gone at once. */
  function show(view: View): void {
    const before = state.view;
    const unread = new Set([...state.unread].filter(id => id !== view.channel));
    set({ view, unread, messages: [], closed: undefined, modal: undefined, typing: undefined });
    history.replaceState(null, '', `#${writeView(view)}`);
    if (view.member !== before.member || events === undefined) listen(view.member);
    if (view.member !== before.member || view.guild !== before.guild) set({ commands: [] });
    void reread('messages', 'commands');
  }

  function listen(member: string | undefined): void {
    events?.close();
    events = control.events(member);
    events.onopen = () => {
      set({ connected: true, problem: state.problem === unanswered ? undefined : state.problem });
      void reread('world', 'messages', 'clock', 'commands');
    };
    const stream = events;
    stream.onerror = () => {
      set({ connected: false });
      // The browser tries again by itself after a broken line, but not after a refusal.
      if (stream.readyState !== EventSource.CLOSED) return;
      setTimeout(() => {
        if (events === stream) listen(state.view.member);
      }, RETRY);
    };
    events.onmessage = event => hear(JSON.parse(event.data));
  }

  function hear(hint: { readonly type?: string; readonly channel?: string }): void {
    const elsewhere = hint.channel !== undefined && hint.channel !== state.view.channel;
    if (hint.channel !== undefined && !elsewhere) {
      const isTyping = hint.type === 'typing';
      set({ typing: isTyping ? { channel: hint.channel, until: performance.now() + TYPING } : undefined });
    }
    if (hint.type === 'message' && elsewhere && state.world && performance.now() < followedUntil)
      show(settleView(state.world, { ...state.view, channel: hint.channel }));
    else if (hint.type === 'message' && elsewhere)
      set({ unread: new Set([...state.unread, String(hint.channel)]) });
    else void reread(...(hintedParts[hint.type ?? ''] ?? ['messages']));
  }

  /** Does it as the chosen member. A refusal rejects with the server's sentence; silence leaves a notice. */
  async function act(
    what: Act,
    where: { readonly message?: string; readonly label: string },
  ): Promise<Outcome> {
    const { view } = state;
    if (view.member === undefined) throw new Error('There is no member to act as.');
    followedUntil = 0;
    const outcome = await control.act(view.member, what);
    if (what.type === 'autocomplete' || state.view.member !== view.member) return outcome;
    if (outcome.outcome === 'modal' && outcome.modal) {
      set({ modal: { interaction: outcome.id, modal: outcome.modal, message: where.message } });
    } else if (outcome.outcome === 'none' && view.channel !== undefined) {
      noticed += 1;
      const place = { channel: view.channel, member: view.member, message: where.message };
      set({ notices: [...state.notices, { ...place, id: `notice-${noticed}`, text: where.label }] });
    }
    void reread('messages');
    return outcome;
  }

  /** Changes the world or the clock, then shows what became of it; a refusal becomes the page's problem line. */
  async function change(doing: () => Promise<unknown>): Promise<boolean> {
    try {
      await doing();
      set({ problem: undefined });
      return true;
    } catch (error) {
      complain(error);
      return false;
    } finally {
      void reread('world', 'clock', 'messages', 'commands', 'faults');
    }
  }

  return {
    read: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      void control.actions().then(actions => set({ actions }), complain);
      // The address alone says nothing of where to look: there, where something happened last.
      if (state.view.channel === undefined) {
        const world = await control.world().catch(() => undefined);
        const channel = world && (await findNewestChannel(control, world, state.view));
        set({ view: { ...state.view, channel } });
      }
      await reread('world', 'clock', 'faults');
      if (events === undefined) show(state.view);
      void reread('requests');
    },
    show(change: Partial<View>) {
      followedUntil = 0;
      const wanted = { ...state.view, ...change };
      // Another member has other private conversations.
      show(state.world ? settleView(state.world, wanted) : wanted);
    },
    showGuild(guild: string) {
      if (state.world) show(settleView(state.world, { ...state.view, guild, channel: undefined }));
    },
    act,
    change,
    control,
    dismiss: (id: string) => set({ dismissed: new Set([...state.dismissed, id]) }),
    forgetNotices: (message: string) =>
      set({ notices: state.notices.filter(notice => notice.message !== message) }),
    closeModal: () => set({ modal: undefined }),
    clearProblem: () => set({ problem: undefined }),
  };
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
