/** The life of an interaction: sent, answered once within three seconds, written to for fifteen minutes. */
import { answerWithin, type Interaction, tokenLives } from './interaction.ts';
import { newId, type State, tell } from './state.ts';

export type NewInteraction = Pick<Interaction, 'type' | 'userId' | 'channelId' | 'payload'> &
  Partial<Interaction>;

/** An id and a token for an interaction that is about to be sent. As on Discord, the token holds the id. */
export function newToken(state: State): { readonly id: string; readonly token: string } {
  const id = newId(state);
  const secret = Array.from({ length: 6 }, () => Math.floor(state.random() * 2 ** 52).toString(36)).join('');
  return { id, token: Buffer.from(`interaction:${id}:${secret}`).toString('base64url') };
}

export function sendInteraction(
  state: State,
  given: NewInteraction & { readonly id: string; readonly token: string },
) {
  forgetOld(state);
  const interaction: Interaction = {
    at: state.elapsed(),
    outcome: 'none',
    answered: false,
    pending: false,
    ...given,
  };
  state.interactions.set(interaction.id, interaction);
  tell(state, { kind: 'interaction-created', interactionId: interaction.id });
  return interaction;
}

export function changeInteraction(
  state: State,
  interaction: Interaction,
  change: Partial<Interaction>,
): Interaction {
  const changed = { ...interaction, ...change };
  state.interactions.set(interaction.id, changed);
  tell(state, { kind: 'interaction-changed', interactionId: interaction.id });
  return changed;
}

/** Whether the bot can still give its first answer. */
export function awaitsAnswer(state: State, interaction: Interaction): boolean {
  return state.elapsed() - interaction.at <= answerWithin;
}

/** By its token, while that lives. */
export function findByToken(state: State, token: string): Interaction | undefined {
  const id = /^interaction:(\d+):/.exec(Buffer.from(token, 'base64url').toString('latin1'))?.[1];
  const interaction = id === undefined ? undefined : state.interactions.get(id);
  if (interaction?.token !== token || state.elapsed() - interaction.at > tokenLives) return undefined;
  return interaction;
}

function forgetOld(state: State): void {
  for (const old of state.interactions.values()) {
    if (state.elapsed() - old.at <= tokenLives) break;
    state.interactions.delete(old.id);
  }
}
