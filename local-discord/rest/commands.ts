/** Routes of application commands, global and of one guild. */
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod';
import { newId, type State, tell } from '../state/state.ts';
import { check } from '../validate/check.ts';
import { type CommandBody, command, commandChange } from '../validate/command.ts';
import { type FormFault, invalidForm, refuse } from './errors.ts';
import { botOf, type Call, created, guildOf, nothing, ok, param, type Route, route } from './route.ts';

const ofApplication = '/applications/:application/commands';
const ofGuild = '/applications/:application/guilds/:guild/commands';

export const commandRoutes: readonly Route[] = [ofApplication, ofGuild].flatMap(path => [
  route('GET', path, call => ok(commandsOf(call.state, scopeOf(call)).map(c => shown(call, c)))),
  route('PUT', path, replaceAll),
  route('POST', path, upsert),
  route('GET', `${path}/:command`, call => ok(oneOf(call))),
  route('PATCH', `${path}/:command`, change),
  route('DELETE', `${path}/:command`, call => {
    const gone = oneOf(call);
    keep(
      call,
      commandsOf(call.state, scopeOf(call)).filter(c => c.id !== gone.id),
    );
    return nothing;
  }),
]);

function commandsOf(state: State, scope: string): readonly APIApplicationCommand[] {
  return state.world.commands.get(scope) ?? [];
}

function scopeOf(call: Call): string {
  if (param(call, 'application') !== botOf(call.state)) throw refuse(20012);
  return param(call, 'guild') === '' ? 'global' : guildOf(call).id;
}

function oneOf(call: Call): APIApplicationCommand {
  const found = commandsOf(call.state, scopeOf(call)).find(c => c.id === param(call, 'command'));
  if (!found) throw refuse(10063);
  return found;
}

/** Lists leave out localisations unless they are asked for. */
function shown(call: Call, one: APIApplicationCommand): object {
  if (call.query.get('with_localizations') === 'true') return one;
  const { name_localizations, description_localizations, ...rest } = one;
  return rest;
}

function replaceAll(call: Call) {
  const scope = scopeOf(call);
  const bodies = check(z.array(command), call.body);
  const keys = bodies.map(keyOf);
  const faults: FormFault[] = keys.flatMap((key, at) =>
    keys.indexOf(key) < at
      ? [
          {
            path: [at, 'name'],
            code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
            message: 'Application command names must be unique',
          },
        ]
      : [],
  );
  if (faults.length > 0) throw invalidForm(faults);
  demandRoom(bodies);
  keep(
    call,
    bodies.map(body => make(call, scope, body)),
  );
  return ok(commandsOf(call.state, scope));
}

function upsert(call: Call) {
  const scope = scopeOf(call);
  const body = check(command, call.body);
  const all = commandsOf(call.state, scope);
  const others = all.filter(c => keyOf(c) !== keyOf(body));
  demandRoom([...others, body]);
  const made = make(call, scope, body);
  keep(call, [...others, made]);
  return others.length < all.length ? ok(made) : created(made);
}

function change(call: Call) {
  const before = oneOf(call);
  const given = check(commandChange, call.body);
  const { name, description, options, default_member_permissions, contexts, integration_types, nsfw, type } =
    before;
  const asBody = {
    name,
    description,
    options,
    default_member_permissions,
    contexts,
    integration_types,
    nsfw,
    type,
  };
  const whole = check(command, { ...asBody, ...given });
  const after = { ...make(call, scopeOf(call), whole), id: before.id };
  keep(
    call,
    commandsOf(call.state, scopeOf(call)).map(c => (c.id === before.id ? after : c)),
  );
  return ok(after);
}

function keyOf(one: { readonly name: string; readonly type?: number }): string {
  return `${one.type ?? 1} ${one.name}`;
}

/** Source: Discord's documentation, 100 chat commands and 15 of each menu (as its schema has it). */
function demandRoom(bodies: readonly { readonly type?: number }[]): void {
  const of = (type: number) => bodies.filter(b => (b.type ?? 1) === type).length;
  if (of(1) > 100 || of(2) > 15 || of(3) > 15) throw refuse(30032);
}

/** A command keeps its id as long as its name stays; its version tells that it changed. */
function make(call: Call, scope: string, body: CommandBody): APIApplicationCommand {
  const before = commandsOf(call.state, scope).find(c => keyOf(c) === keyOf(body));
  const { id: _, dm_permission, ...given } = body;
  const whole = {
    nsfw: false,
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    integration_types: [0],
    ...(scope === 'global' && { dm_permission: dm_permission ?? true, contexts: null }),
    ...given,
    ...(given.options && { options: given.options.map(withoutNulls) }),
    description: body.description ?? '',
    id: before?.id ?? newId(call.state),
    application_id: botOf(call.state),
    version: newId(call.state),
    ...(scope !== 'global' && { guild_id: scope }),
  };
  return whole as unknown as APIApplicationCommand;
}

/** Discord leaves out what was said to be nothing, localisations aside. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([key, one]) => one !== null || key.endsWith('_localizations'));
  return Object.fromEntries(said.map(([key, one]) => [key, withoutNulls(one)]));
}

function keep(call: Call, commands: readonly APIApplicationCommand[]): void {
  call.state.world.commands.set(scopeOf(call), commands);
  tell(call.state, { kind: 'commands-changed', scope: scopeOf(call) });
}
