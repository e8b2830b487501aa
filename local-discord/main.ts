/** The local Discord as a program of its own; its options are in README.md. */
import { parseArgs } from 'node:util';
import { startLocalDiscord } from './start.ts';

/** Starts from the given arguments, prints where it is, and stops cleanly on SIGINT and SIGTERM. Throws a sentence when it can't start. */
export async function runLocalDiscord(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      port: { type: 'string', default: '0' },
      token: { type: 'string', default: 'local.token' },
      folder: { type: 'string' },
      json: { type: 'boolean', default: false },
      page: { type: 'boolean', default: true },
      'rate-limits': { type: 'string', default: 'off' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a number up to 65535, not ${values.port}.`);
  const { folder, token, page, 'rate-limits': rateLimits } = values;
  if (rateLimits !== 'off' && rateLimits !== 'realistic')
    throw new Error(`--rate-limits is off or realistic, not ${rateLimits}.`);
  const discord = await startLocalDiscord({
    port,
    token,
    page,
    rateLimits,
    ...(folder !== undefined && { folder }),
  });
  const { api, gateway, page: pageAddress, control } = discord;
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ api, gateway, page: pageAddress, control })}\n`
      : `The local Discord is running.\n  page     ${pageAddress}\n  api      ${api}\n  token    ${token}\n  control  ${control}\nStop it with Ctrl+C.\n`,
  );
  const stop = () => void discord.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
