import { expect, test } from 'vitest';
import { createLog, scrub } from '../src/log.ts';

// In parts, so that this file itself holds nothing that looks like a secret.
const token = ['canary'.padEnd(24, 'A'), 'canary', 'canary'.padEnd(38, 'z')].join('.');
const fake = 'local.canary-token';
const login = 'postgres://lockstep:canary@db.example:5432/lockstep';
const interaction = `https://discord.com/api/v10/webhooks/123456789012345678/${'canary'.repeat(8)}/messages/@original`;
const callback = `https://discord.com/api/v10/interactions/123456789012345678/${'canary'.repeat(8)}/callback`;
const header = 'authorization: Bot canary.canary';
const secrets = [token, fake, login, interaction, callback, header];
const memberId = '123456789012345678';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: line => void lines.push(line) }));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) JSON.parse(line);
  return lines.join('');
}

test('promise 6: a secret is printed nowhere, wherever it stands in a line', () => {
  for (const secret of secrets) {
    const error = Object.assign(new Error(`could not reach ${secret}`), {
      url: secret,
      requestBody: { secret },
    });
    const outer = new Error(`again ${secret}`, { cause: new Error(secret, { cause: error }) });
    const lines = logged(log => {
      log.info(secret);
      log.info('a value: %s and %j', secret, { deep: [secret] });
      log.info({ where: secret, deep: { deeper: [{ secret }] } }, 'bindings');
      log.warn({ err: error }, secret);
      log.error({ err: outer });
      log.error(error);
      log.child({ secret }).info('from a child');
    });
    expect.soft(lines, secret.slice(0, 12)).not.toMatch(/canary/);
    expect.soft(scrub(`${secret} and ${secret}`)).not.toMatch(/canary/);
  }
});

test('promise 6: an error is logged by its kind, words and place, without what the request or the query held', () => {
  const error = Object.assign(new Error('Invalid Form Body'), {
    name: 'DiscordAPIError',
    code: 50_035,
    requestBody: { json: { content: 'canary' } },
    rawError: { canary: true },
    url: 'https://discord.com/canary',
  });
  const query = new Error(`Failed query: select 1\nparams: canary,${memberId}`, {
    cause: Object.assign(new Error('invalid input syntax for type date: "canary"'), {
      code: '22007',
      detail: 'Key (member_id)=(canary)',
      parameters: ['canary'],
    }),
  });
  const lines = logged(log => {
    log.error({ err: error });
    log.error({ err: query });
    log.error({ err: `canary ${memberId}` });
    log.error({ err: new Error(`no member ${memberId} here`) });
  });
  expect(lines).not.toMatch(new RegExp(`canary|${memberId}`));
  expect(lines).toContain('"code":50035');
  expect(lines).toContain('Invalid Form Body');
  expect(lines).toContain('Failed query: select 1');
  expect(lines).toContain('invalid input syntax for type date');
  expect(lines).toContain('log.test.ts');
});

test('the number in an apology is found again in the log', () => {
  expect(logged(log => log.error({ reference: memberId, err: new Error('broken') }, 'failed'))).toContain(
    memberId,
  );
});

test('only what is at least as grave as the level is written', () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: line => void lines.push(line) });
  log.info('hidden');
  log.warn('shown');
  expect(lines).toHaveLength(1);
});
