/** Fields that Discord takes or sends though its document doesn't have them. */
import type { Direction } from './normalise.ts';

/** discord.js sends these along with every message … */
const withMessages = /^((data|message)\.)?(tts|nonce|enforce_nonce)$/;
const messageRoutes = /\/(messages(\/\*)?|callback|threads)$|^POST \/webhooks\/\*\/\*$/;
/** … and these with a thread that grows from a message. */
const withThreads = /^(type|invitable)$/;
/** What Discord added when it showed a message may come back with an edit; it is ignored. */
const echoes = [
  /\b(media|file|image|thumbnail|video)\.(id|proxy_url|width|height|content_type|attachment_id|flags|placeholder|placeholder_version|loading_state)$/,
  /\b(author|footer)\.proxy_icon_url$/,
  /\battachments\.\d+\.(size|url|proxy_url|width|height|content_type|ephemeral|flags)$/,
  /\bcomponents\.\d+\.(name|size)$/,
];
/** Sent by Discord beside what it documents of an interaction. */
const inAnswers = /\b(triggering_)?interaction_metadata\.(name|command_type)$/;

/** `route` has `*` in place of what varies. */
export function isTolerated(direction: Direction, route: string, field: string): boolean {
  if (direction === 'answer')
    // Source: "Start Thread in Forum or Media Channel" of Discord's documentation: a post comes with its message.
    return inAnswers.test(field) || (route === 'POST /channels/*/threads' && field === 'message');
  if (route.endsWith('/threads') && withThreads.test(field)) return true;
  // An overwrite's id stands in the path; discord.js repeats it in the body.
  if (route === 'PUT /channels/*/permissions/*' && field === 'id') return true;
  // In Discord's documentation of commands, but not in its document.
  if (/\/commands(\/\*)?$/.test(route) && /^(\d+\.)?nsfw$/.test(field)) return true;
  // Sent by discord.js with a channel that moves into a category.
  if (route === 'PATCH /channels/*' && field === 'lock_permissions') return true;
  // Sent by discord.js with whatever a webhook changes.
  if (route === 'PATCH /webhooks/*/*/messages/*' && /^(username|avatar_url)$/.test(field)) return true;
  if (!messageRoutes.test(route)) return false;
  return withMessages.test(field) || echoes.some(echo => echo.test(field));
}
