/** Members with a question before them. Each question can be answered once, so between two rounds everybody moves on. */
import type { SeenInteraction } from '../local-discord/client.ts';
import { inFlight } from './actor.ts';
import type { World } from './world.ts';

export interface QuizTakers {
  /** One press for each member, on the first option of the question that they see. */
  presses(): readonly (() => Promise<SeenInteraction>)[];
  /** Puts the next question before everybody, from the next lesson where a quiz is over. */
  moveOn(): Promise<void>;
}

/** Opens a quiz on the first lesson for every member. Rejects when the curriculum runs out of questions. */
export async function seatQuizTakers(world: World): Promise<QuizTakers> {
  const lessons = await lessonsOf(world);
  const takers = world.members.map(member => ({ member, lesson: 0, message: '', answer: '', next: '' }));
  type Taker = (typeof takers)[number];

  const look = (taker: Taker, { message }: SeenInteraction) => {
    if (!message) throw new Error('A quiz was answered without a message.');
    taker.message = message.id;
    taker.answer = buttonOf(message.components, 'answer');
    taker.next = buttonOf(message.components, 'next');
  };
  const press = (taker: Taker, customId: string) =>
    world.actor.act({ type: 'component', as: taker.member, message: taker.message, customId }, 'update');
  const open = async (taker: Taker) => {
    const lesson = lessons[taker.lesson];
    if (lesson === undefined) throw new Error('There are no more questions to answer.');
    taker.lesson += 1;
    const quiz = { type: 'command', as: taker.member, channel: world.channel, name: 'quiz' };
    look(taker, await world.actor.act({ ...quiz, options: { lesson } }, 'reply'));
  };
  const untimed = (step: (taker: Taker) => Promise<void>) =>
    inFlight(
      10,
      takers.map(taker => async () => {
        await step(taker);
        return { ms: 0 };
      }),
    );

  await untimed(open);
  return {
    presses: () =>
      takers.map(taker => async () => {
        const seen = await press(taker, taker.answer);
        look(taker, seen);
        return seen;
      }),
    async moveOn() {
      await untimed(async taker => {
        look(taker, await press(taker, taker.next));
        if (taker.answer === '') await open(taker);
      });
    },
  };
}

async function lessonsOf({ control, members, channel }: World): Promise<readonly string[]> {
  const asked = { as: members[0] ?? '', channel, name: 'quiz', focused: 'lesson', value: '' };
  const { choices } = await control.autocomplete(asked);
  return choices?.map(choice => String(choice.value)) ?? [];
}

/** The custom id of the first button of a quiz with this action; empty when there is none. */
export const buttonOf = (components: unknown, action: string): string =>
  new RegExp(`"custom_id":"(quiz:${action}:[^"]+)"`).exec(JSON.stringify(components))?.[1] ?? '';
