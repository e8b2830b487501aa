/** How a cohort is doing, for its moderators: who is on track, who is catching up, who may need a word, and at which lesson people stop. */
import { ON_TRACK, openLessons, type PostedLesson } from './catch-up.ts';
import { addDays, type StudyDay } from './time.ts';

/** `quiet`: they may need a word, and are told of so: more is open than a few days make good, or nothing was heard for two weeks. */
export type Standing = 'on-track' | 'catching-up' | 'quiet';

/** Up to so many open lessons somebody is catching up; beyond, they need a word or another plan. */
const MOST_TO_CATCH_UP = 5;
/** Days without a lesson or a kept study day after which somebody may need a word. */
export const SILENT_DAYS = 14;
/** For so many days after a post its cohort studies; silence isn't counted in longer gaps, which are holidays or pauses. */
const STUDIES_FOR_DAYS = 7;
/** Of fewer who did the lesson before, a share says nothing, and might say who it was. */
const LEAST_BEFORE = 5;
const LEAST_LOST = 2;
/** Percent of those who did the lesson before; what loses fewer is as usual. */
const LEAST_SHARE = 25;
const MOST_LOSSES = 3;

/** Days on which a member rested: `until` is the first day after them. */
interface RestedDays {
  readonly from: StudyDay;
  readonly until: StudyDay;
}

/** Days are those of the cohort's zone. */
export interface ReportedMember {
  readonly memberId: string;
  /** When they joined, or chose anew how to take part: lessons before aren't counted against them. */
  readonly joinedOn: StudyDay;
  readonly done: ReadonlySet<string>;
  /** The last day on which they did a lesson or kept a study day; undefined where they never did. */
  readonly activeOn: StudyDay | undefined;
  readonly rests: readonly RestedDays[];
}

export type Placed<M> = M & { readonly standing: Standing; readonly silentDays: number };

/**
 * Where each member stands on `today`, in the order given. What came while somebody rested isn't counted against them, and whoever has
 * nothing open is on track however long ago they were here.
 */
export function placeMembers<M extends ReportedMember>(
  members: readonly M[],
  posted: readonly PostedLesson[],
  today: StudyDay,
): readonly Placed<M>[] {
  const studied = studiedDays(posted, today);
  return members.map(member => {
    const open = openLessons(dueFor(member, posted), member.done, member.joinedOn).since.length;
    const silentDays = countSilent(member, studied);
    return { ...member, silentDays, standing: standingOf(open, silentDays) };
  });
}

function standingOf(open: number, silentDays: number): Standing {
  if (open === 0) return 'on-track';
  if (open > MOST_TO_CATCH_UP || silentDays >= SILENT_DAYS) return 'quiet';
  return open > ON_TRACK ? 'catching-up' : 'on-track';
}

/** The posts that a member had part in. */
const dueFor = (
  { joinedOn, rests }: Pick<ReportedMember, 'joinedOn' | 'rests'>,
  posted: readonly PostedLesson[],
): readonly PostedLesson[] =>
  posted.filter(({ studyDay }) => studyDay >= joinedOn && !isRested(rests, studyDay));

const isRested = (rests: readonly RestedDays[], day: StudyDay): boolean =>
  rests.some(({ from, until }) => from <= day && day < until);

/** Days up to today on which the cohort studied: those of its posts, and the week after each. */
function studiedDays(posted: readonly PostedLesson[], today: StudyDay): readonly StudyDay[] {
  const days = new Set<StudyDay>();
  for (const studyDay of new Set(posted.map(post => post.studyDay))) {
    for (let after = 0; after < STUDIES_FOR_DAYS; after += 1) {
      const day = addDays(studyDay, after);
      if (day <= today) days.add(day);
    }
  }
  return [...days];
}

function countSilent({ joinedOn, activeOn, rests }: ReportedMember, studied: readonly StudyDay[]): number {
  const heardOn = activeOn !== undefined && activeOn > joinedOn ? activeOn : joinedOn;
  return studied.filter(day => day > heardOn && !isRested(rests, day)).length;
}

/** How many did a lesson, of those who had part in it. */
export interface LessonDone {
  readonly lessonId: string;
  readonly done: number;
  readonly of: number;
}

/** The last `most` lessons posted, oldest first, each once. */
export function countDone(
  members: readonly ReportedMember[],
  posted: readonly PostedLesson[],
  most: number,
): readonly LessonDone[] {
  return onceEach(posted)
    .slice(-most)
    .map(post => {
      const had = members.filter(member => dueFor(member, [post]).length > 0);
      return {
        lessonId: post.lessonId,
        done: had.filter(({ done }) => done.has(post.lessonId)).length,
        of: had.length,
      };
    });
}

/** A lesson at which people stop: `lost` of the `before` who did the lesson before it didn't do this one. */
export interface Loss {
  readonly lessonId: string;
  readonly lost: number;
  readonly before: number;
}

/**
 * The steepest losses, at most three, in the order of the plan. The newest lessons are left out: nobody who is on track need have done
 * them yet.
 */
export function listLosses(
  members: readonly ReportedMember[],
  posted: readonly PostedLesson[],
): readonly Loss[] {
  const lessons = onceEach(posted);
  const settled = lessons.slice(0, Math.max(0, lessons.length - ON_TRACK));
  const losses = settled.slice(1).map((post, place): Loss & { readonly place: number } => {
    const earlier = settled[place] ?? post;
    const before = members.filter(
      member => member.done.has(earlier.lessonId) && dueFor(member, [earlier, post]).length === 2,
    );
    const lost = before.filter(({ done }) => !done.has(post.lessonId)).length;
    return { place, lessonId: post.lessonId, lost, before: before.length };
  });
  return losses
    .filter(
      ({ lost, before }) =>
        before >= LEAST_BEFORE && lost >= LEAST_LOST && (100 * lost) / before >= LEAST_SHARE,
    )
    .sort((a, b) => b.lost / b.before - a.lost / a.before || b.lost - a.lost || a.place - b.place)
    .slice(0, MOST_LOSSES)
    .sort((a, b) => a.place - b.place)
    .map(({ lessonId, lost, before }) => ({ lessonId, lost, before }));
}

/** A lesson that came again counts where it came first. */
const onceEach = (posted: readonly PostedLesson[]): readonly PostedLesson[] =>
  posted.filter(({ lessonId }, place) => posted.findIndex(other => other.lessonId === lessonId) === place);
