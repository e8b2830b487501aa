import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestProject } from '../../src/core/project-fit.ts';

const lessonIds = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
const projects = fc.array(fc.record({ lessons: lessonIds }), { minLength: 1, maxLength: 6 });

test('the project to begin with is the one of which most is learned, and the first of equals', () => {
  fc.assert(
    fc.property(projects, lessonIds, (all, learned) => {
      const done = new Set<string>(learned);
      const share = ({ lessons }: { lessons: string[] }) =>
        lessons.filter(id => done.has(id)).length / lessons.length;
      const nearest = nearestProject(all, done);
      if (!nearest) throw new Error('there is one, but none was chosen');
      const place = all.indexOf(nearest);
      for (const [i, other] of all.entries()) {
        expect(share(other)).toBeLessThanOrEqual(share(nearest));
        if (i < place) expect(share(other)).toBeLessThan(share(nearest));
      }
    }),
  );
});

test('where there is no project, none is nearest', () => {
  expect(nearestProject([], new Set(['a']))).toBeUndefined();
});
