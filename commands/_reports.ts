/** Reported questions, looked at by moderators: buttons and windows of `/insights`. How they are settled is told in `_settle.ts`. */
import { decideCard, goneCard, whyForm } from '../src/cards/correction-card.ts';
import { correctForm } from '../src/cards/key-form.ts';
import type { Card, Reply } from '../src/cards/reply.ts';
import { queueCard, type Reported } from '../src/cards/report-card.ts';
import type { Asked, FormCall, PressCall } from '../src/discord/define-command.ts';
import { listOpenReports } from '../src/store/reports.ts';
import { corrections } from './_errata.ts';
import { openAgain, takeKey } from './_key-window.ts';
import { pageButtons, pageOf, readPage } from './_pages.ts';
import { findQuestion } from './_quiz.ts';
import { apply, askWhy, effectOf, keep, keepWhy, propose, questionOf, wishFor } from './_settle.ts';

const perPage = 8;

const moderator = <C>(run: (call: C) => Promise<Reply> | Reply) => ({ who: 'moderator', run }) as const;

/** To be spread into the buttons of `/insights`. */
export const reportButtons = {
  reports: moderator((call: PressCall) => queue(call, 0)),
  errata: moderator((call: PressCall) => corrections(call, 'insights', 0, true)),
  /** Opens a question, chosen from a list or named. */
  report: moderator((call: PressCall) => decide(call, call.chosen[0] ?? call.argument)),
  correct: moderator((call: PressCall) => correctForm(questionOf(call, call.argument), call.argument)),
  'all-right': moderator((call: PressCall) => {
    questionOf(call, call.argument);
    return whyForm('all-right', call.argument);
  }),
  retire: moderator((call: PressCall) => {
    questionOf(call, call.argument);
    return whyForm('retire', call.argument);
  }),
  'own-key': moderator((call: PressCall) => {
    questionOf(call, call.argument);
    return whyForm('own-key', call.argument);
  }),
  'key-again': moderator(openAgain),
  keep: moderator((call: PressCall) => whyForm('keep', call.argument)),
  why: moderator(askWhy),
  apply: moderator(apply),
} as const;

const noteOf = ({ fields }: FormCall): string | null => fields.note || null;

/** To be spread into the windows of `/insights`. */
export const reportForms = {
  correct: moderator(takeKey),
  'own-key': moderator((call: FormCall) =>
    propose(call, wishFor(call, call.argument, 'corrected', { note: noteOf(call) })),
  ),
  'all-right': moderator((call: FormCall) =>
    propose(call, wishFor(call, call.argument, 'all-right', { note: noteOf(call) })),
  ),
  retire: moderator((call: FormCall) =>
    propose(call, wishFor(call, call.argument, 'retired', { note: noteOf(call) })),
  ),
  keep: moderator(keep),
  why: moderator(keepWhy),
} as const;

/** A page of what `/insights` lists for its buttons Back and Next; undefined for a list that isn't one of these. */
export function reportPage(call: PressCall): Promise<Card> | undefined {
  const { page, about } = readPage(call.argument);
  if (about === 'reports') return queue(call, page);
  return about === 'errata' ? corrections(call, 'insights', page, true) : undefined;
}

async function queue(asked: Asked, page: number): Promise<Card> {
  const all = await listReported(asked);
  const shown = pageOf(all, page, perPage);
  return queueCard(shown.items, pageButtons('insights', 'reports', shown), true);
}

async function listReported({ db, guildId, curriculum }: Asked): Promise<readonly Reported[]> {
  const reports = await listOpenReports(db, guildId);
  const ids = [...new Set(reports.map(one => one.questionId))];
  const reported = ids.map((questionId): Reported => {
    const lessonId = questionId.split('#')[0] ?? '';
    return {
      ...{ questionId, question: findQuestion(curriculum, questionId) },
      lessonTitle: curriculum.lessons.get(lessonId)?.title ?? lessonId,
      reports: reports.filter(one => one.questionId === questionId),
    };
  });
  return reported.sort((a, b) => b.reports.length - a.reports.length);
}

async function decide(asked: Asked, questionId: string): Promise<Card> {
  const reported = (await listReported(asked)).find(one => one.questionId === questionId);
  // Its reports wait still: they can be settled, and nothing else can be done.
  if (reported && !reported.question) return goneCard(questionId);
  const question = questionOf(asked, questionId);
  const lessonTitle = asked.curriculum.lessons.get(question.lessonId)?.title ?? question.lessonId;
  const effect = await effectOf(asked, wishFor(asked, questionId, 'all-right'));
  return decideCard({ ...{ questionId, question, lessonTitle }, reports: reported?.reports ?? [] }, effect);
}
