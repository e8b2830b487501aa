/** What Discord says when it says no: HTTP status, its own code, its sentence. */
const sentences = {
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10014: [404, 'Unknown Emoji'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  10066: [404, 'Unknown application command permissions'],
  20012: [403, 'You are not authorized to perform this action on this application'],
  30003: [400, 'Maximum number of pins reached (250)'],
  30007: [400, 'Maximum number of webhooks reached (15)'],
  30010: [400, 'Maximum number of reactions reached (20)'],
  30015: [400, 'Maximum number of attachments in a message reached (10)'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  40003: [403, 'You are opening direct messages too fast'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50021: [403, 'Cannot execute action on a system message'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50028: [400, 'Invalid Role'],
  50034: [400, 'You can only bulk delete messages that are under 14 days old.'],
  50035: [400, 'Invalid Form Body'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
  520001: [400, 'Poll expired'],
  520003: [400, 'Cannot edit a poll message'],
  520006: [400, 'Cannot expire a non-poll message'],
} as const satisfies Record<number, readonly [number, string]>;

export type Code = keyof typeof sentences;

export function isCode(code: number): boolean {
  return code in sentences;
}

export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: unknown;
  /** Said at /problems when a request touched what this server doesn't know. */
  readonly problem: string | undefined;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { errors?: unknown; problem?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.problem = more.problem;
  }
}

export function refuse(code: Code): DiscordError {
  const [status, sentence] = sentences[code];
  return new DiscordError(status, code, sentence);
}

export const unauthorized = (): DiscordError => new DiscordError(401, 0, '401: Unauthorized');

export interface FormFault {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** 50035 with its faults nested by field, as Discord nests them. */
export function invalidForm(faults: readonly FormFault[], problem?: string): DiscordError {
  // Without a prototype: a field may be called __proto__.
  const errors: Nest = Object.create(null);
  for (const fault of faults) place(errors, fault);
  return new DiscordError(400, 50035, 'Invalid Form Body', {
    errors,
    ...(problem !== undefined && { problem }),
  });
}

interface Nest {
  [field: string]: Nest | { readonly code: string; readonly message: string }[];
}

function place(errors: Nest, { path, code, message }: FormFault): void {
  let at = errors;
  for (const step of path) {
    // What is wrong as a whole isn't looked into.
    if (at._errors) return;
    const key = String(step);
    const next = at[key];
    const nest: Nest = next && !Array.isArray(next) ? next : Object.create(null);
    at[key] = nest;
    at = nest;
  }
  const here = at._errors;
  for (const key of Object.keys(at)) delete at[key];
  at._errors = [...(Array.isArray(here) ? here : []), { code, message }];
}
