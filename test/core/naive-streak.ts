/** The rules of streaks once more, told as a clerk would keep a book: slow, and without a word taken from src/core but when a day closes. */
import type { StreakFacts } from '../../src/core/own-streak.ts';
import { closesAt } from '../../src/core/study-days.ts';

const HOUR = 3_600_000;

export interface NaiveStreak {
  readonly streak: number;
  readonly freezes: number;
  readonly words: readonly string[];
}

export function naiveStreak(
  facts: StreakFacts,
  askedIn: (lessonId: string) => number,
  now: Date,
): NaiveStreak {
  const names = [...new Set(facts.posted.filter(({ due }) => due <= now).map(({ day }) => day))];
  const book = names.map(day => {
    const posts = facts.posted.filter(post => post.day === day && post.due <= now);
    const due = Math.min(...posts.map(post => post.due.getTime()));
    return { day, posts, due };
  });
  book.sort((a, b) => a.due - b.due);

  let streak = 0;
  let freezes = 2;
  let collected = 0;
  const words: string[] = [];
  for (const { day, posts, due } of book) {
    const word = wordFor();
    if (word === 'not theirs') continue;
    if (word === 'kept' || word === 'repaired') {
      streak++;
      if (freezes < 3) collected++;
      if (collected === 7) {
        collected = 0;
        freezes++;
      }
      words.push(word);
    } else if (word === 'missed') {
      if (!words.includes('kept') && !words.includes('repaired')) words.push('missed');
      else if (freezes === 0) {
        streak = 0;
        collected = 0;
        words.push('missed');
      } else {
        freezes--;
        words.push('frozen');
      }
    } else words.push(word);

    function wordFor(): string {
      if (facts.kept.some(one => one.day === day)) return 'kept';
      let zone = facts.zone;
      for (const one of [...facts.zones].sort((a, b) => +a.from - +b.from))
        if (+one.from <= due) zone = one.zone;
      const closes = +closesAt(new Date(due), zone);
      if (closes <= +facts.joinedAt) return 'not theirs';
      if (+now < closes) return 'open';
      if (facts.repairs.includes(day)) return 'repaired';
      for (const { lessonId } of posts) {
        if (lessonId === null) continue;
        const doneAt = facts.done.get(lessonId);
        if (doneAt === undefined || +doneAt >= closes + 48 * HOUR) continue;
        const given = facts.answers.filter(
          one => one.lessonId === lessonId && +one.at >= due && +one.at < closes + 48 * HOUR,
        );
        const different = new Set(given.map(one => one.questionId)).size;
        if (different < 3 && different < askedIn(lessonId)) continue;
        const acts = given.map(one => +one.at);
        if (+doneAt >= due) acts.push(+doneAt);
        if (facts.kept.filter(({ at }) => acts.includes(+at)).length >= acts.length) continue;
        return 'repaired';
      }
      if (due < +facts.joinedAt) return 'joined';
      if (!posts.some(post => post.inTime)) return 'late';
      for (const { from, until } of facts.breaks) {
        const end = until === null ? Number.POSITIVE_INFINITY : +until;
        if (end > +from && +from < closes && end > due) return 'rest';
      }
      return 'missed';
    }
  }
  return { streak, freezes, words };
}
