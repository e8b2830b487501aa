/** Routes about the bot itself and its way to the gateway. */
import { userJson } from '../project/user.ts';
import type { State } from '../state/state.ts';
import { botOf, type Call, ok, type Route, route } from './route.ts';

export const applicationRoutes: readonly Route[] = [
  route('GET', '/gateway', call => ok({ url: gatewayUrl(call.state) }), 'token'),
  route('GET', '/gateway/bot', call =>
    ok({
      url: gatewayUrl(call.state),
      shards: 1,
      // A large max_concurrency lets many shards start at once; Discord grants 1 to small bots.
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 16 },
    }),
  ),
  route('GET', '/users/@me', call =>
    ok({ ...userJson(call.state, botOf(call.state)), locale: 'en-US', mfa_enabled: true, verified: true }),
  ),
  route('GET', '/applications/@me', application),
  route('GET', '/oauth2/applications/@me', application),
];

export function gatewayUrl(state: State): string {
  return `${state.address().replace(/^http/, 'ws')}/gateway`;
}

function application(call: Call) {
  const { id, name } = call.state.world.application;
  const guilds = [...call.state.world.guilds.values()].filter(g => g.botPresent).length;
  return ok({
    id,
    name,
    icon: null,
    description: '',
    type: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    team: null,
    // Nobody registered this application: its own bot stands in.
    owner: userJson(call.state, id),
    bot: userJson(call.state, id),
    approximate_guild_count: guilds,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    integration_types_config: { 0: {} },
  });
}
