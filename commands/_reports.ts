/** Reported questions, looked at and settled by moderators: buttons and windows of `/insights`. */
import { randomUUID } from 'node:crypto';
import {
  correctForm,
  decideCard,
  type Effect,
  errataCard,
  previewCard,
} from '../src/cards/correction-card.ts';
import { givenIn, optionsOf } from '../src/cards/quiz-card.ts';
import type { Card, Reply } from '../src/cards/reply.ts';
import { say } from '../src/cards/reply.ts';
import { queueCard, type Reported } from '../src/cards/report-card.ts';
import { correctedBy, type Erratum, rescore } from '../src/core/errata.ts';
import { gradeAnswer, rightOf } from '../src/core/grading.ts';
import { answerReason } from '../src/core/points.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, type FormCall, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { addAudit } from '../src/store/audit.ts';
import type { Db } from '../src/store/connect.ts';
import { addDraft, removeDraft } from '../src/store/drafts.ts';
import {
  addErratum,
  holdErrata,
  listErrata,
  listOpenReports,
  listPaidAnswers,
  setReportsSettled,
} from '../src/store/errata.ts';
import { pageButtons, pageOf, readPage } from './_pages.ts';
import { findQuestion } from './_quiz.ts';

const sentences = {
  gone: 'That question is no longer in the curriculum, so nothing was changed. Its reports can be settled with “Nothing is wrong”.',
  noKey: 'That is no key: choose what is right, or type what is accepted. Nothing was changed.',
  sameKey: 'That is its key already, so nothing was changed.',
  expired:
    'That took more than half an hour, so nothing was changed. Open the question again in `/insights`.',
  kept: (reports: number) =>
    `Settled ${reports === 1 ? 'one report' : `${reports} reports`}; the question stays as it is.`,
  applied: 'Done. Everybody for whom something changes is told at their next command.',
  what: {
    corrected: (right: string) => `The key becomes: ${right}`,
    'all-right': 'Every answer counts as right.',
    retired: 'The question is taken out.',
  },
};

const perPage = 8;
const draftKind = 'erratum';

type Wish = Pick<Erratum, 'questionId' | 'questionRev' | 'verdict' | 'rightIds'> & {
  readonly note: string | null;
};

const moderator = <C>(run: (call: C) => Promise<Reply>) => ({ who: 'moderator', run }) as const;

/** To be spread into the buttons of `/insights`. */
export const reportButtons = {
  reports: moderator((call: PressCall) => queue(call, 0)),
  errata: moderator((call: PressCall) => corrections(call, 0)),
  /** Opens a question, chosen from a list or named. */
  report: moderator((call: PressCall) => decide(call, call.chosen[0] ?? call.argument)),
  correct: moderator(async (call: PressCall) => correctForm(questionOf(call, call.argument), call.argument)),
  'all-right': moderator((call: PressCall) => propose(call, wishFor(call, 'all-right', []))),
  retire: moderator((call: PressCall) => propose(call, wishFor(call, 'retired', []))),
  keep: moderator(keep),
  apply: moderator(apply),
} as const;

/** To be spread into the windows of `/insights`. */
export const reportForms = {
  correct: moderator((call: FormCall) => {
    const question = questionOf(call, call.argument);
    const rightIds = keyIn(question, call);
    return propose(call, { ...wishFor(call, 'corrected', rightIds), note: call.fields.note || null });
  }),
} as const;

/** A page of what `/insights` lists for its buttons Back and Next; undefined for a list that isn't one of these. */
export function reportPage(call: PressCall): Promise<Card> | undefined {
  const { page, about } = readPage(call.argument);
  if (about === 'reports') return queue(call, page);
  return about === 'errata' ? corrections(call, page) : undefined;
}

const idOf = (question: Question): string => `${question.lessonId}#${question.id}`;

function questionOf({ curriculum }: Asked, id: string): Question {
  const question = findQuestion(curriculum, id);
  if (!question) throw new Refusal(sentences.gone);
  return question;
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
  const question = questionOf(asked, questionId);
  const lessonTitle = asked.curriculum.lessons.get(question.lessonId)?.title ?? question.lessonId;
  const effect = await effectOf(
    asked.db,
    asked,
    wishFor({ ...asked, argument: questionId }, 'all-right', []),
  );
  return decideCard({ ...{ questionId, question, lessonTitle }, reports: reported?.reports ?? [] }, effect);
}

function wishFor(
  call: Asked & { readonly argument: string },
  verdict: Wish['verdict'],
  rightIds: readonly string[],
): Wish {
  const question = questionOf(call, call.argument);
  return { questionId: call.argument, questionRev: question.rev, verdict, rightIds, note: null };
}

/** The key that was put into the window. Throws a refusal for one that is no key, or the one that stands. */
function keyIn(question: Question, { fields, picked }: FormCall): readonly string[] {
  const given = givenIn(question, fields, picked);
  const grade = gradeAnswer({ ...question, allRight: false }, given);
  if (!grade) throw new Refusal(sentences.noKey);
  // A typed text is accepted besides the others, so one that is right already changes nothing.
  if (grade.right) throw new Refusal(sentences.sameKey);
  // The newest correction counts alone, so it holds what was accepted before it, too.
  const rightIds = isTyped(question) ? [...rightOf(question), ...given] : given;
  const wish = {
    ...{ id: '', questionId: idOf(question), questionRev: question.rev },
    verdict: 'corrected',
    rightIds,
  } as const;
  // A word can't be the key of a question that takes a number.
  if (!gradeAnswer(correctedBy({ ...question, allRight: false }, [wish]), given)?.right)
    throw new Refusal(sentences.noKey);
  return rightIds;
}

const isTyped = (question: Question): boolean =>
  question.type !== 'order' && optionsOf(question).length === 0;

/** Shows what would happen, and keeps the wish until it is applied. */
async function propose(asked: Asked, wish: Wish): Promise<Card> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const question = questionOf(asked, wish.questionId);
  const id = randomUUID().slice(0, 13);
  await addDraft(db, { guildId, memberId, id, kind: draftKind }, wish, now);
  const effect = wish.verdict === 'retired' ? undefined : await effectOf(db, asked, wish);
  const lessonTitle = curriculum.lessons.get(question.lessonId)?.title ?? question.lessonId;
  return previewCard(lessonTitle, question, whatOf(question, wish), effect, id);
}

function whatOf(question: Question, { verdict, rightIds }: Wish): string {
  if (verdict !== 'corrected') return sentences.what[verdict];
  const texts = new Map<string, string>();
  if (question.type === 'order') for (const item of question.items) texts.set(item.id, item.text);
  if ('options' in question) for (const option of question.options) texts.set(option.id, option.text);
  const shown = isTyped(question) ? rightIds.slice(-1) : rightIds;
  return sentences.what.corrected(
    shown.map(id => texts.get(id) ?? id).join(question.type === 'order' ? ' → ' : '; '),
  );
}

/** The question of our own curriculum, before this guild's corrections, is not at hand; the newest correction counts alone. */
async function rescored(db: Db, asked: Asked, wish: Wish) {
  const question = questionOf(asked, wish.questionId);
  const corrected = correctedBy({ ...question, allRight: false, retired: false }, [{ ...wish, id: '' }]);
  const [, id = ''] = wish.questionId.split('#');
  const reason = answerReason(question.lessonId, id);
  const paid = await listPaidAnswers(db, asked.guildId, { ...wish, reason });
  return { paid, changes: rescore(corrected, paid) };
}

async function effectOf(db: Db, asked: Asked, wish: Wish): Promise<Effect> {
  const { paid, changes } = await rescored(db, asked, wish);
  return {
    answered: paid.length,
    changed: changes.length,
    points: changes.reduce((sum, one) => sum + one.points, 0),
  };
}

async function apply(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now } = call;
  return db.transaction(async tx => {
    const key = { guildId, memberId, id: call.argument, kind: draftKind };
    const wish = await removeDraft<Wish>(tx, key, now);
    if (!wish) throw new Refusal(sentences.expired);
    await holdErrata(tx, guildId);
    const createdAt = after(now, (await listErrata(tx, guildId)).at(-1)?.createdAt);
    const { changes } = await rescored(tx, call, wish);
    const id = randomUUID();
    const erratum = { ...wish, rightIds: [...wish.rightIds], guildId, id, actorId: memberId, createdAt };
    await addErratum(tx, erratum, changes);
    const detail = { questionId: wish.questionId, verdict: wish.verdict, changed: changes.length };
    await addAudit(tx, { guildId, actorId: memberId, action: 'erratum', detail, at: now });
    return { ...say(sentences.applied), replaces: true, corrects: true };
  });
}

/** Corrections are ordered by their instants: two of one millisecond would have no order. */
const after = (now: Date, last: Date | undefined): Date =>
  last && last >= now ? new Date(last.getTime() + 1) : now;

async function keep(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now, argument } = call;
  const settled = await setReportsSettled(db, guildId, argument, 'none');
  await addAudit(db, {
    guildId,
    actorId: memberId,
    action: 'report-kept',
    detail: { questionId: argument },
    at: now,
  });
  return { ...say(sentences.kept(settled)), replaces: true };
}

async function corrections({ db, guildId, curriculum }: Asked, page: number): Promise<Card> {
  const shown = pageOf([...(await listErrata(db, guildId))].reverse(), page, perPage);
  return errataCard(curriculum, shown.items, pageButtons('insights', 'errata', shown), true);
}
