/** The private message that reminds somebody who asked for it of what is open today. Its buttons are links: no command answers there. */
import type { DayKind } from '../core/plan-inputs.ts';
import type { Lesson, PathwayNode } from '../curriculum/types.ts';
import { kindWords } from './day-words.ts';
import { buttons, type Card, divider, text } from './reply.ts';
import { cut, plain } from './words.ts';

const sentences = {
  hello: '## Today’s study',
  lesson: (title: string, minutes: number) => `**${title}**, about ${minutes} min.`,
  day: (kind: string, place: string | undefined) =>
    `**${kind} day**${place === undefined ? '' : `: ${place}`}`,
  small: 'Whenever it suits you. A few minutes are a good start.',
  last: 'This is the last reminder for now, so that they never become noise. They come again once you learn something here, or set a time again in `/settings`.',
  how: '-# You asked for this reminder. To change or stop it, type `/settings` in the server.',
};

export interface PostToDo {
  readonly guildId: string;
  readonly cohortName: string;
  readonly kind: string;
  /** Undefined on days without one, or when it is gone from the curriculum. */
  readonly lesson: Lesson | undefined;
  readonly node: PathwayNode | undefined;
  /** Where its post stands. */
  readonly channelId: string;
  readonly messageId: string | null;
}

/** More cohorts than that at once are possible, but no help. */
const most = 3;

/** `posts` isn't empty; `isLast`: until they answer. */
export function reminderCard(posts: readonly PostToDo[], isLast: boolean): Card {
  const shown = posts.slice(0, most);
  const isOne = shown.length === 1;
  return {
    kind: 'card',
    accent: 'lesson',
    blocks: [
      text(
        ...(isOne ? shown.map(({ cohortName }) => `-# ${plain(cohortName)}`) : []),
        sentences.hello,
        ...shown.map(post => (isOne ? whatWords(post) : `${plain(post.cohortName)}: ${whatWords(post)}`)),
        sentences.small,
        ...(isLast ? [sentences.last] : []),
      ),
      buttons(
        ...shown.map(post => ({
          label: isOne ? `Open the ${post.lesson ? 'lesson' : 'post'}` : cut(post.cohortName, 80),
          url: linkTo(post),
        })),
      ),
      divider,
      text(sentences.how),
    ],
  };
}

function whatWords({ kind, lesson, node }: PostToDo): string {
  if (lesson) return sentences.lesson(lesson.title, lesson.minutes.read + lesson.minutes.practice);
  const word = Object.hasOwn(kindWords, kind) ? kindWords[kind as DayKind] : kindWords.lesson;
  return sentences.day(word, node?.title);
}

const linkTo = ({ guildId, channelId, messageId }: PostToDo): string =>
  ['https://discord.com/channels', ...[guildId, channelId, messageId ?? ''].map(encodeURIComponent)].join(
    '/',
  );
