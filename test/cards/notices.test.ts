import { describe, expect, test } from 'vitest';
import { announcementPost, closingPost, dayEndPost } from '../../src/cards/beside-post.ts';
import { blockedNotice, deadNotice, endsNotice, followUpNotice } from '../../src/cards/notices.ts';
import type { Card } from '../../src/cards/reply.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { payloadOf, wordsOf } from '../support/shown.ts';

const told = { deliveryId: 'abcdefghij0123456789', cohortName: 'Au*tumn @everyone' };
const channelId = '710000000000000001';
const since = '2026-11-23T09:00:00.000Z';
const blocked = (
  reason: Parameters<typeof blockedNotice>[0]['reason'],
  latePolicy: 'slip' | 'post' = 'slip',
) => blockedNotice({ reason, channelId, since }, { ...told, latePolicy, lateWindowHours: 12 });
const day = asStudyDay('2026-11-23');

const everyCard: Readonly<Record<string, Card>> = {
  blocked: blocked('missing-permission'),
  dead: deadNotice({ channelId, studyDay: day, lessonId: 'x' }, { ...told, lessonTitle: 'Joins' }),
  thread: followUpNotice({ channelId, what: 'thread' }, told),
  ends: endsNotice({ days: 5, lastDay: day }, told),
  announcement: announcementPost(
    { lines: ['**Joins**: Mon 23 Nov → Tue 24 Nov'] },
    { ...told, roleId: undefined },
  ),
  closing: closingPost(
    { lessons: 49, firstDay: day, lastDay: day },
    { ...told, pathwayTitle: 'Infrastructure' },
  ),
  evening: dayEndPost({
    done: 2,
    members: 5,
    lessons: 1,
    until: new Date(since),
    deliveryId: told.deliveryId,
  }),
};

describe.each(Object.entries(everyCard))('the post %s', (_name, card) => {
  test('carries its delivery’s id, so that it is found after a lost answer, and Discord takes it', () => {
    expect(JSON.stringify(payloadOf(card).components)).toContain(told.deliveryId);
  });

  test('pings nobody, whatever the cohort is called', () => {
    expect(wordsOf(card)).not.toContain('@everyone');
    expect(wordsOf(card)).not.toContain('Au*tumn');
  });
});

describe('what moderators are told about a blocked post', () => {
  test.each([
    ['missing-access', '**View Channel**'],
    ['missing-permission', '**Send Messages**'],
    ['unreadable-history', '**Read Message History**'],
  ] as const)('%s names the permission and where to give it', (reason, permission) => {
    const words = wordsOf(blocked(reason));
    expect(words).toContain(permission);
    expect(words).toContain(`<#${channelId}>`);
    expect(words).toContain('Permissions');
    expect(words).toContain(`<t:${Date.parse(since) / 1000}:F>`);
  });

  test('a channel that is gone and a lesson that is gone have ways of their own', () => {
    expect(wordsOf(blocked('unknown-channel'))).toContain('`/cohort edit`');
    expect(wordsOf(blocked('lesson-missing'))).toContain('`/pace refresh`');
  });

  test('it says what becomes of the plan meanwhile, as the cohort chose', () => {
    expect(wordsOf(blocked('missing-access'))).toContain('12 hours late moves');
    expect(wordsOf(blocked('missing-access', 'post'))).toContain('however late');
  });
});

test('one day, one lesson and one member are told as one', () => {
  expect(wordsOf(endsNotice({ days: 1, lastDay: day }, told))).toContain('One study day is left');
  expect(
    wordsOf(closingPost({ lessons: 1, firstDay: day, lastDay: day }, { ...told, pathwayTitle: 'X' })),
  ).toContain('1 lesson,');
  const evening = dayEndPost({ done: 0, members: 1, lessons: 2, until: new Date(since), deliveryId: 'x' });
  expect(wordsOf(evening)).toContain('Today’s lessons still wait for you.');
});
