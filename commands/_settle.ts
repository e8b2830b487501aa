/** How moderators settle a reported question: what they wish is shown with what it would do, kept as a draft, and applied once. */
import { randomUUID } from 'node:crypto';
import { appliedCard, type Effect, previewCard, whyForm } from '../src/cards/correction-card.ts';
import { optionsOf } from '../src/cards/quiz-card.ts';
import { type Card, type Form, say } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { correctedBy, type Erratum, isOwnKey, rescore } from '../src/core/errata.ts';
import { rightOf } from '../src/core/grading.ts';
import { type Changed, changesOf, rescoreFirsts } from '../src/core/live-firsts.ts';
import { answerReason } from '../src/core/points.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, type FormCall, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { addAudit } from '../src/store/audit.ts';
import type { Db } from '../src/store/connect.ts';
import { addDraft, findDraft, removeDraft, setDraft } from '../src/store/drafts.ts';
import { addErratum, listErrata, listPaidAnswers } from '../src/store/errata.ts';
import { addKeyRevision, holdKeys } from '../src/store/key-revision.ts';
import { holdQuestionOpen, listClosedLive } from '../src/store/live-firsts.ts';
import { setReportsSettled } from '../src/store/reports.ts';
import { findQuestion } from './_quiz.ts';

const sentences = {
  gone: 'That question is no longer in the curriculum, so nothing was changed. Its reports can be settled with “Nothing is wrong”.',
  applied: 'This was applied already. It counts once, however often the button is pressed.',
  expired:
    'That was open for more than half an hour, or is done already. Nothing was changed now; open the question again in `/insights`.',
  kept: (reports: number) =>
    reports === 0
      ? 'Its reports were settled already; the question stays as it is.'
      : `Settled ${reports === 1 ? 'one report' : `${reports} reports`}; the question stays as it is. Whoever reported it is told at their next command.`,
  what: {
    corrected: (right: string) => `The key becomes: ${right}`,
    only: (right: string) => `The key becomes: ${right} (and nothing else)`,
    ownKey: (right: string) => `It goes back to the key of the lesson: ${right}`,
    'all-right': 'Every answer counts as right.',
    retired: 'The question is taken out.',
  },
};

const draftKind = 'erratum';

/** What moderators want a question to become. */
export type Wish = Pick<Erratum, 'questionId' | 'questionRev' | 'verdict' | 'rightIds'> & {
  readonly note: string | null;
};

/** Throws a refusal for a question that is no longer taught. */
export function questionOf({ curriculum }: Asked, id: string): Question {
  const question = findQuestion(curriculum, id);
  if (!question) throw new Refusal(sentences.gone);
  return question;
}

export function wishFor(
  asked: Asked,
  questionId: string,
  verdict: Wish['verdict'],
  { rightIds = [], note = null }: Partial<Pick<Wish, 'rightIds' | 'note'>> = {},
): Wish {
  return { questionId, questionRev: questionOf(asked, questionId).rev, verdict, rightIds, note };
}

/** Shows what would happen, and keeps the wish until it is applied. */
export async function propose(asked: Asked, wish: Wish): Promise<Card> {
  questionOf(asked, wish.questionId);
  const key = { ...keyOf(asked), id: randomUUID().slice(0, 13) };
  await addKeyRevision(asked.db, asked.guildId, asked.now);
  await addDraft(asked.db, key, wish, asked.now);
  return preview(asked, key.id, wish);
}

/** Asks for a word about a wish that is shown already. */
export async function askWhy(call: PressCall): Promise<Form> {
  const wish = await findDraft<Wish>(call.db, { ...keyOf(call), id: call.argument }, call.now);
  if (!wish) throw new Refusal(sentences.expired);
  return whyForm('why', call.argument, wish.note);
}

export async function keepWhy(call: FormCall): Promise<Card> {
  const note = call.fields.note || null;
  const wish = await setDraft<Wish>(call.db, { ...keyOf(call), id: call.argument }, { note }, call.now);
  if (!wish) throw new Refusal(sentences.expired);
  return preview(call, call.argument, wish);
}

const keyOf = ({ guildId, memberId }: Asked) => ({ guildId, memberId, kind: draftKind });

async function preview(asked: Asked, draftId: string, wish: Wish): Promise<Card> {
  const question = questionOf(asked, wish.questionId);
  const lessonTitle = asked.curriculum.lessons.get(question.lessonId)?.title ?? question.lessonId;
  return previewCard(lessonTitle, question, {
    ...{ what: whatOf(question, wish, ownOf(asked, wish.questionId)), note: wish.note, draftId },
    effect: wish.verdict === 'retired' ? undefined : await effectOf(asked, wish),
  });
}

function whatOf(question: Question, wish: Wish, own: Question): string {
  const { verdict } = wish;
  if (verdict !== 'corrected') return sentences.what[verdict];
  const rightIds = isOwnKey(wish) ? rightOf(own) : wish.rightIds;
  const texts = new Map<string, string>();
  if (question.type === 'order') for (const item of question.items) texts.set(item.id, item.text);
  for (const option of optionsOf(question)) texts.set(option.id, option.text);
  const words = (ids: readonly string[]) =>
    ids.map(id => texts.get(id) ?? plain(id, 300)).join(question.type === 'order' ? ' → ' : '; ');
  if (isOwnKey(wish)) return sentences.what.ownKey(words(rightIds));
  if (texts.size > 0) return sentences.what.corrected(words(rightIds));
  // Of what is typed only the last is new: the others were accepted before.
  return sentences.what[rightIds.length === 1 ? 'only' : 'corrected'](words(rightIds.slice(-1)));
}

/** What a wish would do to those who answered the question here. */
export async function effectOf(asked: Asked, wish: Wish): Promise<Effect> {
  const { answered, changes: ofFirst, firsts } = await rescored(asked.db, asked, wish);
  const changes = changesOf(ofFirst, firsts);
  const sum = (list: readonly Changed[]) => ({
    members: list.length,
    points: list.reduce((points, one) => points + one.points, 0),
  });
  return {
    answered,
    gain: sum(changes.filter(one => one.points > 0)),
    lose: sum(changes.filter(one => one.points < 0)),
    turned: changes.filter(one => one.points === 0).length,
  };
}

/** The question as its lesson has it, whatever was corrected here. Throws as `questionOf`. */
export const ownOf = (asked: Asked, id: string): Question =>
  questionOf({ ...asked, curriculum: asked.uncorrected }, id);

/** Reckoned from the question as its lesson has it and all corrections: what this process knows of them may be old. */
async function rescored(db: Db, asked: Asked, wish: Wish) {
  const question = ownOf(asked, wish.questionId);
  const earlier = (await listErrata(db, asked.guildId)).filter(one => one.questionId === wish.questionId);
  const [, id = ''] = wish.questionId.split('#');
  const reason = answerReason(question.lessonId, id);
  const paid = await listPaidAnswers(db, asked.guildId, { ...wish, reason });
  const becomes = correctedBy(question, [...earlier, { ...wish, id: '' }]);
  const before = correctedBy(question, earlier);
  const firsts = rescoreFirsts(becomes, before, await listClosedLive(db, asked.guildId, wish.questionId));
  return { answered: paid.length, changes: rescore(becomes, before, paid), firsts };
}

/** Once, however often it is pressed: the correction bears the id of the draft, which only one press can take away. */
export async function apply(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now, argument: id } = call;
  await addKeyRevision(db, guildId, now);
  return db.transaction(async tx => {
    const wish = await removeDraft<Wish>(tx, { ...keyOf(call), id }, now);
    if (!wish) {
      const isDone = (await listErrata(tx, guildId)).some(one => one.id === id);
      throw new Refusal(isDone ? sentences.applied : sentences.expired);
    }
    await holdKeys(tx, guildId);
    await holdQuestionOpen(tx, guildId, wish.questionId);
    const createdAt = after(now, (await listErrata(tx, guildId)).at(-1)?.createdAt);
    const { changes, firsts } = await rescored(tx, call, wish);
    const erratum = { ...wish, rightIds: [...wish.rightIds], guildId, id, actorId: memberId, createdAt };
    await addErratum(tx, erratum, changes, firsts);
    const changed = changesOf(changes, firsts).length;
    const detail = { questionId: wish.questionId, verdict: wish.verdict, changed };
    await addAudit(tx, { guildId, actorId: memberId, action: 'erratum', detail, at: now });
    return { ...appliedCard(wish.verdict), corrects: true, wakes: true };
  });
}

/** Corrections are ordered by their instants: two of one millisecond would have no order. */
const after = (now: Date, last: Date | undefined): Date =>
  last && last >= now ? new Date(last.getTime() + 1) : now;

/** Nothing is wrong with the question: its reports are settled, and who sent them is told so, with a word of the moderators'. */
export async function keep(call: FormCall): Promise<Card> {
  const { db, guildId, memberId, now, argument: questionId, fields } = call;
  return db.transaction(async tx => {
    const about = { questionId, by: 'none', verdict: 'kept', note: fields.note || null, at: now } as const;
    const settled = await setReportsSettled(tx, guildId, about);
    if (settled > 0)
      await addAudit(tx, {
        guildId,
        actorId: memberId,
        action: 'report-kept',
        detail: { questionId },
        at: now,
      });
    return { ...say(sentences.kept(settled)), replaces: true };
  });
}
