/** Reported questions, looked at by moderators: buttons and windows of `/insights`. How they are settled is told in `_settle.ts`. */
import { correctForm, decideCard, goneCard, whyForm } from '../src/cards/correction-card.ts';
import { givenIn, optionsOf } from '../src/cards/quiz-card.ts';
import type { Card, Reply } from '../src/cards/reply.ts';
import { queueCard, type Reported } from '../src/cards/report-card.ts';
import { correctedBy } from '../src/core/errata.ts';
import { gradeAnswer, rightOf } from '../src/core/grading.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, type FormCall, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { listOpenReports } from '../src/store/reports.ts';
import { corrections } from './_errata.ts';
import { pageButtons, pageOf, readPage } from './_pages.ts';
import { findQuestion, fullId } from './_quiz.ts';
import {
  apply,
  askWhy,
  effectOf,
  keep,
  keepWhy,
  propose,
  questionOf,
  type Wish,
  wishFor,
} from './_settle.ts';

const sentences = {
  noKey: 'That is no key: choose what is right, or type what is accepted. Nothing was changed.',
  sameKey: 'That is its key already, so nothing was changed.',
};

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
  keep: moderator((call: PressCall) => whyForm('keep', call.argument)),
  why: moderator(askWhy),
  apply: moderator(apply),
} as const;

const noteOf = ({ fields }: FormCall): string | null => fields.note || null;

/** To be spread into the windows of `/insights`. */
export const reportForms = {
  correct: moderator((call: FormCall) => propose(call, keyIn(questionOf(call, call.argument), call))),
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

/** The key that was put into the window. Throws a refusal for one that is no key, or the one that stands. */
function keyIn(question: Question, call: FormCall): Wish {
  const given = givenIn(question, call.fields, call.picked);
  const own = { ...question, allRight: false, retired: false };
  const wish = (rightIds: readonly string[]) =>
    wishFor(call, fullId(question), 'corrected', { rightIds, note: noteOf(call) });
  // Whatever counts as right now, or isn't asked, is another question with its old key again.
  const isAsItWas = !question.allRight && !question.retired;
  const options = optionsOf(question);
  if (options.length > 0) {
    const isKey = given.length > 0 && given.every(id => options.some(option => option.id === id));
    if (!isKey || new Set(given).size !== given.length) throw new Refusal(sentences.noKey);
    const isSame = options.every(({ id, right }) => right === given.includes(id));
    if (isSame && isAsItWas) throw new Refusal(sentences.sameKey);
    // Of several to be ticked all may be right; where one is chosen it means that none of them is wrong.
    const isEvery = question.type !== 'multi' && given.length === options.length;
    return isEvery
      ? wishFor(call, fullId(question), 'all-right', { note: noteOf(call) })
      : wish(options.map(({ id }) => id).filter(id => given.includes(id)));
  }
  const grade = gradeAnswer(own, given);
  if (!grade) throw new Refusal(sentences.noKey);
  // A typed text is accepted besides the others, so one that is right already changes nothing.
  if (grade.right && isAsItWas) throw new Refusal(sentences.sameKey);
  if (question.type === 'order') return wish(given);
  // The newest correction counts alone, so it holds what was accepted before it, too.
  const typed = wish([...rightOf(question), ...given]);
  // A word can't be the key of a question that takes a number.
  if (!gradeAnswer(correctedBy(own, [{ ...typed, id: '' }]), given)?.right)
    throw new Refusal(sentences.noKey);
  return typed;
}
