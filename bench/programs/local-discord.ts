/** The local Discord, as `npm run local-discord` starts it, without the page. */
import { startLocalDiscord } from '../../local-discord/start.ts';
import { report } from './report.ts';

// A Monday after the hour of posts, so that a cohort that starts now has its first lesson now.
const discord = await startLocalDiscord({ token: 'local.bench', now: new Date('2026-01-05T10:00:00Z') });
report({ api: discord.api, control: discord.control }, () => discord.close());
