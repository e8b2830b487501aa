import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradePreview, marksCard } from '../../src/cards/grading-card.ts';
import { noteBlocks } from '../../src/cards/note.ts';
import { nudgeCard } from '../../src/cards/nudge-card.ts';
import { handedInCard, ownWorkCard } from '../../src/cards/own-work-card.ts';
import type { Card, Reply } from '../../src/cards/reply.ts';
import { decideLink } from '../../src/core/submission-link.ts';
import type { Curriculum, Project } from '../../src/curriculum/types.ts';
import { payloadOf, wordsOf } from '../support/shown.ts';

const project: Project = {
  ...{
    id: 'ledger',
    title: 'A ledger',
    level: 'beginner',
    hours: 2,
    summary: '',
    brief: '',
    steps: [],
    lessons: [],
  },
  rubric: [{ id: 'a', title: 'Right', levels: ['no', 'a bit', 'yes', 'very'] }],
};
const curriculum = {
  projects: new Map([[project.id, project]]),
  lessons: new Map(),
} as unknown as Curriculum;
const hostile = fc.oneof(
  fc.constantFrom(
    '@everyone <@123456789012345678> <@&123456789012345678>',
    '**b** __u__ ~~s~~ ||x|| `c` ```block```',
    '[click](https://evil.example) https://evil.example www.evil.example',
    'a\n# title\n> quote\n- list\n1. one\n```\n@here',
    'x\u202Edcba \u200B@everyone',
  ),
  fc.string({ maxLength: 120, unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'@<>#&*_~`|[]():/\\ \n!-1.everyonehttps'), { maxLength: 80 })
    .map(all => all.join('')),
);

function expectHarmless(shown: Reply): void {
  payloadOf(shown);
  const words = wordsOf(shown);
  expect(words).not.toMatch(/@(everyone|here)/i);
  expect(words).not.toMatch(/<(@&|#|\/|a?:|https?)/i);
  expect(words).not.toMatch(/\]\(|\bhttps?:|\bwww\./i);
  expect(words).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
}

test('promise 4: 2,000 hostile texts in notes, links, feedback and names of cohorts can’t ping, format or link', () => {
  fc.assert(
    fc.property(hostile, hostile, (typed, more) => {
      const outcome = decideLink(`https://example.com/${typed}`);
      const link = outcome.kind === 'link' ? outcome.link : 'https://example.com/';
      const at = new Date('2026-11-20T12:00:00Z');
      const work = {
        ...{
          id: 's',
          state: 'returned' as const,
          link,
          note: typed,
          marks: { a: 2 },
          feedback: more,
          points: 0,
        },
        ...{ submittedAt: at, settledAt: at },
      };
      const desk = { draftId: 'd', project, memberId: '801', work, marks: { a: 2 } };
      const note = (kind: string, facts: object): Card => ({
        ...{ kind: 'card', accent: 'notice', blocks: noteBlocks(curriculum, [{ kind, facts }]) },
      });
      for (const shown of [
        handedInCard({ project, work }, { replaced: true, passedBefore: true }),
        ownWorkCard({ project, work }),
        marksCard(desk),
        gradePreview(desk, { verdict: 'returned', feedback: more }, 0),
        note('thanked', { cohort: typed, note: more, points: 3, by: '801' }),
        note('graded', { projectId: 'ledger', verdict: 'returned', change: 0, feedback: typed, again: true }),
        nudgeCard({ cohortId: 'c', cohortName: typed }, { memberId: '801', situation: 'was-active' }),
      ])
        expectHarmless(shown);
      const draft = wordsOf(
        nudgeCard({ cohortId: 'c', cohortName: typed }, { memberId: '801', situation: 'long-silent' }),
      );
      expect(draft.split('```')).toHaveLength(3);
    }),
    { numRuns: 2_000 },
  );
});
