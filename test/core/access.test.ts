import { describe, expect, test } from 'vitest';
import { decideAccess, type Standing, type Who } from '../../src/core/access.ts';

const nobody: Standing = { isOwner: false, isAdmin: false, isModerator: false, isMember: false };
const people = {
  'an outsider': nobody,
  'a member': { ...nobody, isMember: true },
  'a moderator': { ...nobody, isModerator: true },
  'a moderator in a cohort': { ...nobody, isModerator: true, isMember: true },
  'an admin': { ...nobody, isAdmin: true },
  'an admin in a cohort': { ...nobody, isAdmin: true, isMember: true },
  'the owner': { ...nobody, isOwner: true },
} satisfies Record<string, Standing>;

const allowed: Record<Who, readonly (keyof typeof people)[]> = {
  everyone: Object.keys(people) as (keyof typeof people)[],
  member: ['a member', 'a moderator in a cohort', 'an admin in a cohort'],
  moderator: ['a moderator', 'a moderator in a cohort', 'an admin', 'an admin in a cohort', 'the owner'],
  admin: ['an admin', 'an admin in a cohort', 'the owner'],
};
const refusal = {
  everyone: undefined,
  member: 'not-member',
  moderator: 'not-moderator',
  admin: 'not-admin',
} as const;

describe.each(Object.keys(allowed) as Who[])('a command for %s', who => {
  test.each(Object.keys(people) as (keyof typeof people)[])('asked by %s', person => {
    const may = allowed[who].includes(person);
    expect(decideAccess(who, people[person])).toEqual(
      may ? { allowed: true } : { allowed: false, reason: refusal[who] },
    );
  });
});
