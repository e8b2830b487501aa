/** Members with a question before them. Each question can be answered once, so between two rounds everybody moves on. */
import type { SeenInteraction } from '../local-discord/client.ts';
import { inFlight } from './actor.ts';
import type { World } from './world.ts';

export interface QuizTakers {
  /** One press for each member, on the first option of the question that they see. */
  presses(): readonly (() => Promise<SeenInteraction>)[];
  /** Puts the next question that is answered with one press before everybody, from the next lesson where a quiz is over. */
  moveOn(): Promise<void>;
}

/** Opens a quiz on the first lesson for every member. Rejects when the curriculum runs out of questions. */
export async function seatQuizTakers(world: World): Promise<QuizTakers> {
  const { actor, channel } = world;
  const lessons = await lessonsOf(world);
  const takers = world.members.map(member => ({ member, lesson: 0, message: '', parts: '' as unknown }));
  type Taker = (typeof takers)[number];

  const look = (taker: Taker, { message }: SeenInteraction) => {
    if (!message) throw new Error('A quiz was answered without a message.');
    taker.message = message.id;
    taker.parts = message.components;
  };
  const press = (taker: Taker, action: string, outcome: 'update' | 'modal' = 'update') => {
    const customId = buttonOf(taker.parts, action);
    return actor.act({ type: 'component', as: taker.member, message: taker.message, customId }, outcome);
  };
  const has = (taker: Taker, action: string) => buttonOf(taker.parts, action) !== '';

  const open = async (taker: Taker) => {
    const lesson = lessons[taker.lesson];
    if (lesson === undefined) throw new Error('There are no more questions to answer.');
    taker.lesson += 1;
    look(
      taker,
      await actor.act(
        { type: 'command', as: taker.member, channel, name: 'quiz', options: { lesson } },
        'reply',
      ),
    );
  };
  /** Answers what asks for a window, since a press is what is measured. */
  const fillIn = async (taker: Taker) => {
    const { id, modal } = await press(taker, 'form', 'modal');
    const values = Object.fromEntries(fieldsOf(modal?.components));
    look(taker, await actor.act({ type: 'modal', as: taker.member, interaction: id, values }, 'update'));
    if (has(taker, 'lock')) look(taker, await press(taker, 'lock'));
  };
  const untilAsked = async (taker: Taker) => {
    while (!has(taker, 'answer')) {
      if (has(taker, 'form')) await fillIn(taker);
      if (has(taker, 'next')) look(taker, await press(taker, 'next'));
      else await open(taker);
    }
  };
  const everybody = () =>
    inFlight(
      10,
      takers.map(taker => async () => {
        await untilAsked(taker);
        return { ms: 0 };
      }),
    );

  await everybody();
  return {
    presses: () =>
      takers.map(taker => async () => {
        const seen = await press(taker, 'answer');
        look(taker, seen);
        return seen;
      }),
    async moveOn() {
      await everybody();
    },
  };
}

/** Something for each field of a window: the first choice that no list before it took, or a word. */
function fieldsOf(parts: unknown): readonly (readonly [string, string | readonly string[]])[] {
  const taken = new Set<string>();
  return (parts as readonly { readonly component?: Field }[]).flatMap(
    ({ component }): (readonly [string, string | readonly string[]])[] => {
      if (!component) return [];
      const { custom_id: id, options } = component;
      if (!options) return [[id, 'a word']];
      const value = options.find(option => !taken.has(option.value))?.value ?? '';
      taken.add(value);
      return [[id, [value]] as const];
    },
  );
}
interface Field {
  readonly custom_id: string;
  readonly options?: readonly { readonly value: string }[];
}

async function lessonsOf({ control, members, channel }: World): Promise<readonly string[]> {
  const asked = { as: members[0] ?? '', channel, name: 'quiz', focused: 'lesson', value: 'a' };
  const { choices } = await control.autocomplete(asked);
  return choices?.map(choice => String(choice.value)) ?? [];
}

/** The custom id of the first button of a quiz with this action; empty when there is none. */
export const buttonOf = (components: unknown, action: string): string =>
  new RegExp(`"custom_id":"(quiz:${action}:[^"]+)"`).exec(JSON.stringify(components))?.[1] ?? '';
