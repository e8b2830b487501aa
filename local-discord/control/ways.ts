/** The part of the control address about the clock, faults, the gateway, what bots did, and actions. */
import { z } from 'zod';
import { faultsBody } from '../rest/faults.ts';
import { ControlError } from './errors.ts';
import { type ControlCall, type ControlRoute, numberIn, read } from './route.ts';

export const wayRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/clock', run: readClock },
  { method: 'POST', path: '/clock', run: moveClock },
  { method: 'GET', path: '/requests', run: call => call.log.last(numberIn(call, 'limit', 200)) },
  { method: 'GET', path: '/problems', run: ({ log }) => log.problems() },
  { method: 'GET', path: '/faults', run: ({ faults }) => faults.now() },
  { method: 'PUT', path: '/faults', run: call => call.faults.set(read(call, faultsBody)) },
  { method: 'DELETE', path: '/faults', run: ({ faults }) => faults.set(undefined) },
  { method: 'GET', path: '/rate-limits', run: ({ limits }) => ({ profile: limits.profile() }) },
  {
    method: 'PUT',
    path: '/rate-limits',
    run(call) {
      const { profile } = read(call, z.strictObject({ profile: z.enum(['off', 'realistic']) }));
      call.limits.set(profile);
      return { profile };
    },
  },
  {
    method: 'POST',
    path: '/gateway',
    run(call) {
      const { do: what, code = 4000 } = read(
        call,
        z.strictObject({
          do: z.enum(['drop', 'reconnect', 'invalid-session', 'close']),
          code: z.int().min(4000).max(4999).optional(),
        }),
      );
      if (what === 'drop') call.gateway.drop();
      else if (what === 'close') call.gateway.hangUp(code);
      else if (what === 'reconnect') call.gateway.reconnect();
      else call.gateway.invalidate();
    },
  },
  { method: 'GET', path: '/actions', run: ({ actions }) => actions.map(({ id, label }) => ({ id, label })) },
  {
    method: 'POST',
    path: '/actions/:action',
    async run({ actions, params }) {
      const action = actions.find(one => one.id === params.action);
      if (!action) throw new ControlError('There is no such action.', 404);
      try {
        return (await action.run()) ?? { done: true };
      } catch (error) {
        throw new ControlError(error instanceof Error ? error.message : String(error), 409);
      }
    },
  },
];

const patience = 25_000;

/** With `?after=n` waits for a jump after version n: the way in which other processes follow the clock. */
async function readClock(call: ControlCall) {
  const after = call.query.get('after');
  if (after !== null) await call.clock.jumpAfter(Number(after), patience, call.stopped);
  return clockJson(call);
}

const jump = z.union([
  z.strictObject({ advance: z.number() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

function moveClock(call: ControlCall) {
  const body = read(call, jump);
  const target = 'to' in body ? Date.parse(body.to) : call.clock.now() + body.advance;
  // Ids count from 2015, and dates end long before numbers do.
  if (target < Date.UTC(2016) || target > Date.UTC(2100))
    throw new ControlError('The clock goes from 2016 to 2100.');
  call.clock.jumpTo(target);
  return clockJson(call);
}

function clockJson({ clock }: ControlCall) {
  return { now: new Date(clock.now()).toISOString(), version: clock.version() };
}
