import { expect, test } from 'vitest';
import { keepSession } from '../../src/discord/keep-session.ts';
import { type Session, SessionClosed } from '../../src/discord/session.ts';
import { createLog } from '../../src/log.ts';
import type { LeadListeners } from '../../src/store/lead.ts';

/** A keeper whose lead and sessions are in the test's hands; what became of them, in order. */
function setStage({ leads: atStart = true } = {}) {
  const told: string[] = [];
  let leads = atStart;
  let listeners: LeadListeners | undefined;
  let failure: Error | undefined;
  let made = 0;
  const pending: (() => void)[] = [];
  let isSlow = false;
  const create = (): Session => {
    made += 1;
    const name = `session ${made}`;
    let close = () => {};
    const closed = new Promise<never>((_, reject) => {
      close = () => reject(new SessionClosed());
    });
    closed.catch(() => {});
    return {
      client: {} as Session['client'],
      async open() {
        told.push(`${name} opens`);
        if (failure) throw failure;
        if (isSlow) await Promise.race([new Promise<void>(resolve => pending.push(resolve)), closed]);
        told.push(`${name} is open`);
      },
      async close() {
        close();
        told.push(`${name} is closed`);
      },
    };
  };
  const keeper = keepSession({
    async seek(given) {
      listeners = given;
      if (leads) given.onGain();
      return {
        leads: () => leads,
        running: () => 2,
        async letGo() {
          leads = false;
          told.push('let go');
        },
        stop: async () => void told.push('stopped'),
      };
    },
    create,
    onRunning: running => told.push(`${running} run`),
    isFatal: error => (error as Error).message === 'fatal',
    onFatal: () => told.push('fatal'),
    log: createLog('silent'),
  });
  return {
    keeper,
    told,
    gain() {
      leads = true;
      listeners?.onGain();
    },
    lose() {
      leads = false;
      listeners?.onLoss();
    },
    fails(message?: string) {
      failure = message === undefined ? undefined : new Error(message);
    },
    slow() {
      isSlow = true;
    },
  };
}
const later = () => new Promise(resolve => setTimeout(resolve, 5));

test('a session is opened with the lead and closed with its loss, a new one each time', async () => {
  const { keeper, told, gain, lose } = setStage();
  await keeper.start();
  expect(keeper.session()).toBeDefined();
  lose();
  expect(keeper.session()).toBeUndefined();
  gain();
  await later();
  expect(keeper.session()).toBeDefined();
  await keeper.letGo();
  await keeper.close();
  expect(told).toEqual([
    '2 run',
    'session 1 opens',
    'session 1 is open',
    'session 1 is closed',
    'session 2 opens',
    'session 2 is open',
    'stopped',
    'session 2 is closed',
  ]);
});

test('who follows has none, and its start waits for none', async () => {
  const { keeper, told } = setStage({ leads: false });
  await keeper.start();
  expect([keeper.session(), keeper.leads()]).toEqual([undefined, false]);
  await keeper.close();
  expect(told).toEqual(['2 run']);
});

test('a loss while a session is being opened ends that, without being taken for a failure', async () => {
  const { keeper, told, gain, lose, slow } = setStage({ leads: false });
  await keeper.start();
  slow();
  gain();
  await later();
  lose();
  await later();
  expect(told.filter(one => one === 'let go')).toEqual([]);
  expect(told).toContain('session 1 is closed');
  expect(told).not.toContain('session 1 is open');
  expect(keeper.session()).toBeUndefined();
});

test('who can’t begin to lead lets another, unless nobody could; at the start it is told instead', async () => {
  const { keeper, told, gain, fails } = setStage({ leads: false });
  await keeper.start();
  fails('the gateway is away');
  gain();
  await later();
  expect(told.at(-1)).toBe('let go');
  fails('fatal');
  gain();
  await later();
  expect(told.at(-1)).toBe('fatal');

  const first = setStage();
  first.fails('the gateway is away');
  await expect(first.keeper.start()).rejects.toThrow('the gateway is away');
});
