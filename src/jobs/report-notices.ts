/** Tells moderators that questions are reported: at most once a day, and how many wait is reckoned when it is sent. */

import type { Card } from '../cards/reply.ts';
import { reportNotice } from '../cards/report-notice.ts';
import { noticeDay } from '../core/beside.ts';
import { deliveryId } from '../core/delivery.ts';
import type { Db } from '../store/connect.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';

import { listOpenReports, listReportsToTell } from '../store/reports.ts';

/** Milliseconds of calendar time: what several report after the same quiz is told together. */
const gatherMs = 10 * 60_000;

/** A report that comes after the notice of its day is told on the next one, if it still waits then. */
export async function decideReportNotices(db: Db, now: Date): Promise<void> {
  const list = await listReportsToTell(db, new Date(now.getTime() - gatherMs));
  await addDeliveries(
    db,
    list.map(({ cohort, channelId }): NewDelivery => {
      const studyDay = noticeDay(cohort, now);
      const key = { guildId: cohort.guildId, cohortId: cohort.id, kind: 'notice-report', studyDay, slot: 0 };
      return { ...key, id: deliveryId(key), lane: 'beside', facts: {}, channelId, dueAt: now };
    }),
  );
}

/** Undefined when all are settled by now: then nothing is posted. */
export async function reportNoticeCard(
  db: Db,
  guildId: string,
  told: { readonly deliveryId: string },
): Promise<Card | undefined> {
  const open = await listOpenReports(db, guildId);
  const questions = new Set(open.map(one => one.questionId)).size;
  return questions === 0 ? undefined : reportNotice({ questions, reports: open.length, ...told });
}
