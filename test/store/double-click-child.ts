/** One of two processes that answer the same questions at the same time, each twice: see double-click.test.ts. */
import { shuffle } from '../../src/core/shuffle.ts';
import { connect } from '../../src/store/connect.ts';
import { addAnswer } from '../../src/store/quizzes.ts';
import { worthOf } from '../support/worth.ts';

const [url = '', name = '', members = '0', questions = '0'] = process.argv.slice(2);
const database = connect(url);
const clicks = Array.from({ length: Number(members) * Number(questions) }, (_, n) => n);
const queue = [...shuffle(clicks, name), ...shuffle(clicks, `${name} again`)].values();
let scored = 0;

async function click(): Promise<void> {
  for (const n of queue) {
    const [memberId, questionId] = [
      `member-${n % Number(members)}`,
      `db/acid#${Math.floor(n / Number(members))}`,
    ];
    const outcome = await addAnswer(
      database.db,
      {
        ...{ guildId: 'g', quizId: `quiz-${memberId}`, memberId, questionId, questionRev: 1 },
        ...{
          chosen: [name],
          rightThen: ['a'],
          right: true,
          share: 100,
          answeredAt: new Date('2026-11-20T12:00:00Z'),
        },
      },
      worthOf({ reason: `answer:${questionId}`, cohortId: 'autumn', first: 10 }),
    );
    if (outcome && outcome !== 'stale') scored += outcome.points;
  }
}

process.send?.('ready');
process.once('message', () => {
  void Promise.all(Array.from({ length: 8 }, click)).then(async () => {
    process.send?.(scored);
    await database.close();
    process.disconnect?.();
  });
});
