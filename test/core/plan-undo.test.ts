import { expect, test } from 'vitest';
import type { PlanChange } from '../../src/core/plan-change.ts';
import type { PlanInputs } from '../../src/core/plan-inputs.ts';
import { decideUndo, type PastVersion } from '../../src/core/plan-undo.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { planOfLessons } from '../support/plans.ts';
import { planOf } from './shown-plan.ts';

const lessons = ['a', 'b', 'c', 'd'].map(lessonId => ({ lessonId, nodeId: 'n' }));
const { inputs } = planOfLessons({ start: asStudyDay('2026-11-23'), lessons });
const skipping = (...skipped: readonly string[]): PlanInputs => ({ ...inputs, skipped });
const change: PlanChange = { kind: 'shift', days: 1 };
const made = new Date('2026-11-23T12:00:00Z');
const soon = new Date('2026-11-24T12:00:00Z');

const version = (number: number, rest: Partial<PastVersion> = {}): PastVersion => ({
  version: number,
  inputs,
  change: null,
  reverts: null,
  createdAt: made,
  ...rest,
});
const takenBy = (versions: readonly PastVersion[], now = soon) => {
  const undo = decideUndo(versions, now);
  return undo.kind === 'refused' ? undo.reason : undo.taken.version;
};

test('the newest change that isn’t taken back yet is taken back, for 24 hours', () => {
  const [created, first, second] = [version(1), version(2, { change }), version(3, { change })];
  expect(takenBy([created])).toBe('nothing-to-undo');
  expect(takenBy([second, first, created])).toBe(3);
  expect(takenBy([created, first, second, version(4, { reverts: 3 })])).toBe(2);
  expect(takenBy([created, first, version(3, { reverts: 2 })])).toBe('nothing-to-undo');
  expect(takenBy([created, first, version(3, { reverts: 2 }), version(4, { change })])).toBe(4);
  expect(takenBy([created, first, version(3)])).toBe(2);
  expect(takenBy([created, first], new Date(soon.getTime() + 1))).toBe('too-late');
  expect(takenBy([])).toBe('nothing-to-undo');
});

test('what the machine left out or paired since the change is kept', () => {
  const paired = (list: PlanInputs): PlanInputs => ({
    ...list,
    units: list.units.map(unit => (unit.key === 'd' ? { ...unit, withPrevious: true } : unit)),
  });
  const undo = decideUndo(
    [
      version(1, { inputs: skipping('b') }),
      version(2, { inputs: skipping('b', 'a'), change }),
      version(3, { inputs: skipping('b', 'a', 'c') }),
      version(4, { inputs: paired(skipping('b', 'a', 'c')) }),
    ],
    soon,
  );
  expect(undo).toMatchObject({ kind: 'found', slips: 2, inputs: paired(skipping('b', 'c')) });
});

test('a unit that the machine let stand alone again does so after the undo, too', () => {
  const together = {
    ...inputs,
    units: inputs.units.map(unit => (unit.key === 'b' ? { ...unit, withPrevious: true } : unit)),
  };
  const undo = decideUndo(
    [
      version(1, { inputs: together }),
      version(2, { inputs: together, change }),
      version(3, { inputs: skipping('a') }),
    ],
    soon,
  );
  expect(undo).toMatchObject({ kind: 'found', inputs: skipping('a') });
  expect(undo.kind === 'found' && undo.inputs.units.some(({ withPrevious }) => withPrevious)).toBe(false);
});

test('a change that was taken back leaves no trace when the one before it is taken back too', () => {
  const units = (text: string): PlanInputs => planOf(text);
  const undo = decideUndo(
    [
      version(1, { inputs: units('A B C D +E F') }),
      version(2, { inputs: units('A B C D +F E'), change }),
      version(3, { inputs: units('A B F D +C E'), change }),
      version(4, { inputs: units('A B C D +F E'), reverts: 3 }),
    ],
    soon,
  );
  expect(undo).toMatchObject({ kind: 'found', slips: 0, inputs: units('A B C D +E F') });
});
