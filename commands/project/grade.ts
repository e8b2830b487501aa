import { randomUUID } from 'node:crypto';
import { gradeQueueCard, type QueueKind } from '../../src/cards/grade-queue-card.ts';
import {
  gradedCard,
  gradePreview,
  isVerdict,
  markIn,
  marksCard,
  wordsForm,
} from '../../src/cards/grading-card.ts';
import type { Card } from '../../src/cards/reply.ts';
import { decideGrade, type GradeRefusal, unmarked } from '../../src/core/project-grade.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { removeDraft, setDraft } from '../../src/store/drafts.ts';
import { findSubmission, foresee, listSubmissions, setSettled } from '../../src/store/submissions.ts';
import { pageButtons, pageOf, pageWords, readPage } from '../_pages.ts';
import { beginDraft, deskOf, draftKey, findDesk, type GradeDraft, marksIn, projectOf } from './_grade.ts';

const sorry = {
  'own-work': 'That is your own work: another moderator has to grade it. Nothing was changed.',
  'marks-missing': 'A mark is still missing. Choose one for each part first. Nothing was changed.',
  'no-feedback': 'Say what is to be done, so that they can go on with it. Nothing was changed.',
} satisfies Record<GradeRefusal, string>;

const sentences = {
  gone: 'That work is no longer here. Nothing was changed. `/project grade` lists what waits.',
  replaced: 'Its author has handed in newer work. `/project grade` lists what waits.',
  first:
    'Somebody was quicker: another moderator has graded it, or its author has handed in newer work. Nothing was changed. `/project grade` lists what waits.',
  expired:
    'That was open for more than half an hour, or is done already. Nothing was changed now; `/project grade` shows what waits and what is graded.',
  noVerdict: 'Choose first whether it passes. Nothing was changed.',
};

const perPage = 8;
const mostListed = 200;

export default defineCommand({
  description: 'Grade work that was handed in: marks, words, points',
  who: 'moderator',
  where: ['server', 'thread'],

  run: call => queue(call, 'waiting', 0, false),

  buttons: {
    list: { who: 'moderator', run: call => queue(call, kindIn(call.argument), 0, true) },
    page: {
      who: 'moderator',
      run(call) {
        const { page, about } = readPage(call.argument);
        return queue(call, kindIn(about), page, true);
      },
    },
    open: { who: 'moderator', run: call => open(call, call.chosen[0] ?? call.argument) },
    mark: {
      who: 'moderator',
      async run(call) {
        const [draftId = '', place = ''] = call.argument.split('.');
        const desk = await findDesk(call, draftId, sentences.expired);
        const criterion = desk.project.rubric[Number(place)];
        const mark = markIn(call.chosen[0]);
        if (!criterion || mark === undefined) throw new Refusal(sorry['marks-missing']);
        return marksCard(await changed(call, draftId, { [`mark:${criterion.id}`]: mark }));
      },
    },
    words: {
      who: 'moderator',
      async run(call) {
        const { draft, project, marks } = await findDesk(call, call.argument, sentences.expired);
        if (unmarked(project.rubric, marks).length > 0) throw new Refusal(sorry['marks-missing']);
        return wordsForm(call.argument, project, { verdict: draft.verdict, feedback: draft.feedback ?? '' });
      },
    },
    back: {
      who: 'moderator',
      run: async call => marksCard(await findDesk(call, call.argument, sentences.expired)),
    },
    apply: { who: 'moderator', run: call => apply(call, call.argument) },
  },

  forms: {
    words: {
      who: 'moderator',
      async run(call) {
        const [verdict = ''] = call.picked.verdict ?? [];
        if (!isVerdict(verdict)) throw new Refusal(sentences.noVerdict);
        const feedback = (call.fields.feedback ?? '').trim();
        const desk = await changed(call, call.argument, { verdict, feedback });
        const grade = { marks: desk.marks, verdict, feedback };
        const outcome = decideGrade(desk.project.rubric, grade, {
          authorId: desk.memberId,
          actorId: call.memberId,
        });
        if (outcome.kind === 'refused') throw new Refusal(sorry[outcome.reason]);
        const { change } = await foresee(call.db, desk.work, outcome.points);
        return gradePreview(desk, grade, change);
      },
    },
  },
});

const kindIn = (word: string): QueueKind => (word === 'graded' ? 'graded' : 'waiting');

async function queue(asked: Asked, kind: QueueKind, page: number, replaces: boolean): Promise<Card> {
  const all = await listSubmissions(asked.db, asked.guildId, kind, mostListed);
  const shown = pageOf(all, page, perPage);
  return gradeQueueCard({
    ...{ kind, total: all.length, from: shown.from, replaces, page: pageWords(shown) },
    items: shown.items.map(one => ({ ...one, title: projectOf(asked, one.projectId).title })),
    turn: pageButtons('project/grade', kind, shown),
  });
}

async function open(asked: Asked, submissionId: string): Promise<Card> {
  const work = await findSubmission(asked.db, asked.guildId, submissionId);
  if (!work) throw new Refusal(sentences.gone);
  if (work.state === 'replaced') throw new Refusal(sentences.replaced);
  if (work.memberId === asked.memberId) throw new Refusal(sorry['own-work']);
  const draftId = randomUUID();
  return marksCard(deskOf(asked, draftId, work, await beginDraft(asked, draftId, work)));
}

/** With a change to its draft. Throws a refusal when it has expired. */
async function changed(asked: Asked, draftId: string, change: Partial<GradeDraft>) {
  const draft = await setDraft<GradeDraft>(asked.db, draftKey(asked, draftId), change, asked.now);
  if (!draft) throw new Refusal(sentences.expired);
  return findDesk(asked, draftId, sentences.expired);
}

async function apply(asked: Asked, draftId: string): Promise<Card> {
  const { db, guildId, memberId: actorId, now } = asked;
  const draft = await removeDraft<GradeDraft>(db, draftKey(asked, draftId), now);
  if (!draft) throw new Refusal(sentences.expired);
  const work = await findSubmission(db, guildId, draft.submissionId);
  if (!work) throw new Refusal(sentences.gone);
  const { verdict, feedback = '' } = draft;
  if (!verdict) throw new Refusal(sentences.noVerdict);
  const project = projectOf(asked, work.projectId);
  const marks = marksIn(draft, project);
  const outcome = decideGrade(
    project.rubric,
    { marks, verdict, feedback },
    { authorId: work.memberId, actorId },
  );
  if (outcome.kind === 'refused') throw new Refusal(sorry[outcome.reason]);
  const seen = {
    ...work,
    state: draft.seenState,
    settledAt: draft.seenAt === null ? null : new Date(draft.seenAt),
  };
  const given = { verdict, marks, feedback: feedback || null, points: outcome.points, actorId };
  const settled = await setSettled(db, seen, given, now);
  if (!settled) throw new Refusal(sentences.first);
  return gradedCard({ project, memberId: work.memberId }, verdict, settled.change);
}
