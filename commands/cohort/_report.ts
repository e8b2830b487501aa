/** What `/cohort report` and `/cohort export` read: who may be told of, and what their cohort got so far. */
import type { CohortReportView } from '../../src/cards/cohort-report-card.ts';
import type { PostedLesson } from '../../src/core/catch-up.ts';
import {
  countDone,
  listLosses,
  type Placed,
  placeMembers,
  type ReportedMember,
  type Standing,
} from '../../src/core/cohort-report.ts';
import { isPosted } from '../../src/core/delivery.ts';
import { dayIn } from '../../src/core/time.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { listReportable, type Reportable } from '../../src/store/cohort-report.ts';
import { type Cohort, findCohort } from '../../src/store/cohorts.ts';
import { type Delivery, listDeliveries } from '../../src/store/deliveries.ts';

const sentences = { gone: 'That cohort is no longer here. `/cohorts` shows those that are.' };

/** A picture with more bars would be shrunk by a phone until nobody can read it. */
const lessonsShown = 15;

export interface ReportRead {
  readonly placed: readonly Placed<ReportedMember & Pick<Reportable, 'firstJoinedAt' | 'mode' | 'rested'>>[];
  /** Each lesson that was posted and is still taught, in the order of the posts; one that came twice stands twice. */
  readonly posted: readonly PostedLesson[];
  /** Of whatever kind and state. */
  readonly posts: readonly Delivery[];
}

export async function readReport(asked: Asked, cohort: Cohort): Promise<ReportRead> {
  const { db, guildId, now, curriculum } = asked;
  const posts = await listDeliveries(db, guildId, [cohort.id]);
  const posted = posts.filter(isPosted).flatMap(({ lessonId, studyDay }) => {
    const lesson = curriculum.lessons.get(lessonId ?? '');
    return lesson ? [{ lessonId: lesson.id, studyDay }] : [];
  });
  const lessonIds = [...new Set(posted.map(({ lessonId }) => lessonId))];
  const reportable = await listReportable(db, { guildId, cohortId: cohort.id }, lessonIds, now);
  const day = (at: Date) => dayIn(cohort.zone, at);
  const members = reportable.map(({ memberId, joinedAt, firstJoinedAt, mode, activeAt, done, rested }) => ({
    ...{ memberId, firstJoinedAt, mode, done, rested, joinedOn: day(joinedAt) },
    activeOn: activeAt === null ? undefined : day(activeAt),
    // Whoever is on a break that has no end isn't reported on at all.
    rests: rested.flatMap(({ from, until }) =>
      until === null ? [] : [{ from: day(from), until: day(until) }],
    ),
  }));
  return { placed: placeMembers(members, posted, day(now)), posted, posts };
}

export function viewReport(
  { curriculum }: Asked,
  { id, name }: Cohort,
  { placed, posted }: ReportRead,
): CohortReportView {
  const idsOf = (standing: Standing) =>
    placed.filter(member => member.standing === standing).map(({ memberId }) => memberId);
  const titled = (lessonId: string) => ({ title: curriculum.lessons.get(lessonId)?.title ?? lessonId });
  const losses = listLosses(placed, posted);
  return {
    ...{ cohortId: id, cohortName: name },
    members: { 'on-track': idsOf('on-track'), 'catching-up': idsOf('catching-up'), quiet: idsOf('quiet') },
    lessons: countDone(placed, posted, lessonsShown).map(({ lessonId, done, of }) => ({
      ...{ ...titled(lessonId), done, of },
      loses: losses.some(loss => loss.lessonId === lessonId),
    })),
    losses: losses.map(({ lessonId, lost, before }) => ({ ...titled(lessonId), lost, before })),
  };
}

/** Also one that is archived. Throws a refusal for one of another server. */
export async function reportedCohort({ db, guildId }: Asked, id: string): Promise<Cohort> {
  const cohort = await findCohort(db, guildId, id);
  if (!cohort) throw new Refusal(sentences.gone);
  return cohort;
}
