import { expect, test } from 'vitest';
import { type NoteGround, tellTruly, type WaitingNote } from '../../src/core/note-truth.ts';

const nothing: NoteGround = { squads: new Map(), joinable: new Set() };
const note = (id: string, kind: string, facts: object = {}): WaitingNote => ({ id, kind, facts });
const dealt = note('squad-dealt:finch', 'squad-dealt', { cohort: 'Infra', squad: 'Finch' });
const left = note('left-server:1', 'left-server', { cohorts: ['Infra', 'Mini'] });
const scored = (id: string, questionId: string, points: number, wasRight: boolean, isRight: boolean) =>
  note(`erratum:${id}`, 'rescored', { questionId, points, wasRight, isRight, note: id });
const graded = (work: string, ms: number, verdict: string, change: number, again: boolean) =>
  note(`graded:${work}:${ms}`, 'graded', { projectId: 'bank', verdict, change, again });
const thanked = note('thanks:1', 'thanked', { points: 3 });
const settled = note('report:1', 'report-settled', { questionId: 'q', verdict: 'kept' });

const cases: readonly [
  name: string,
  notes: readonly WaitingNote[],
  ground: Partial<NoteGround>,
  told: readonly object[],
][] = [
  ['a squad that somebody is in no more is told of nowhere', [dealt, thanked], {}, [thanked]],
  [
    'one that was renamed has its name of now',
    [dealt],
    { squads: new Map([['finch', { squad: 'Heron', cohort: 'Infra B' }]]) },
    [{ id: dealt.id, facts: { squad: 'Heron', cohort: 'Infra B' } }],
  ],
  [
    '/join is named where one of the cohorts can be joined',
    [left],
    { joinable: new Set(['Mini']) },
    [{ facts: { canJoin: true } }],
  ],
  [
    'and not when all are archived or joined again',
    [left],
    { joinable: new Set(['Other']) },
    [{ facts: { canJoin: false } }],
  ],
  [
    'who left twice is told once, of all',
    [left, thanked, note('left-server:2', 'left-server', { cohorts: ['Mini', 'Web'] })],
    { joinable: new Set(['Infra']) },
    [thanked, { id: 'left-server:2', facts: { cohorts: ['Infra', 'Mini', 'Web'], canJoin: true } }],
  ],
  [
    'a question that was scored anew twice is told as it stands',
    [scored('1', 'q', -5, true, false), scored('2', 'r', 2, false, true), scored('3', 'q', 5, false, true)],
    {},
    [
      { id: 'erratum:2' },
      { id: 'erratum:3', facts: { points: 0, wasRight: true, isRight: true, note: '3' } },
    ],
  ],
  [
    'so is work that was graded twice',
    [
      graded('a', 1, 'passed', 80, false),
      graded('b', 2, 'returned', 0, false),
      graded('a', 3, 'returned', -80, true),
    ],
    {},
    [{ id: 'graded:b:2' }, { id: 'graded:a:3', facts: { verdict: 'returned', change: 0, again: false } }],
  ],
  ['what only tells of something done stays', [thanked, settled], {}, [thanked, settled]],
];

test.each(cases)('%s', (_name, notes, ground, expected) => {
  const { told, over } = tellTruly(notes, { ...nothing, ...ground });
  expect(told).toMatchObject(expected);
  expect(told).toHaveLength(expected.length);
  // Each has been dealt with: none waits for ever.
  expect([...told.map(({ id }) => id), ...over].sort()).toEqual(notes.map(({ id }) => id).sort());
});
