/** What looking something up has in common in a server and in a direct message, where nobody has learned anything yet. */
import type { Lesson } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { listNextUp } from './_next.ts';

/** Lessons open in a server only: what is learned belongs to it. */
export const isInServer = ({ guildId }: Asked): boolean => guildId !== '';

export async function doneHere(asked: Asked): Promise<ReadonlySet<string>> {
  if (!isInServer(asked)) return new Set();
  return listLessonsDone(asked.db, asked.guildId, asked.memberId);
}

/** Lessons that whoever asks is likely to want now, the likeliest first: today's, the next ones, what is to catch up. Two round trips at most. */
export async function lessonsNextUp(asked: Asked): Promise<readonly Lesson[]> {
  const { list } = await listNextUp(asked);
  return list
    .filter(({ reason }) => reason !== 'later' && reason !== 'done')
    .flatMap(({ lessonId }) => asked.curriculum.lessons.get(lessonId) ?? []);
}
