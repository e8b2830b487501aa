/** The log. It holds no user id, name or text, and no secret: only what happened, and an interaction's id as reference. */
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

// What must never be printed, wherever it stands in a line: tokens, interaction tokens in addresses, passwords in addresses.
const secrets: readonly [RegExp, string][] = [
  [/[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}/g, '[token]'],
  [/local\.[\w.-]+/g, '[token]'],
  [/((?:webhooks|interactions)\/[^/\s"]+\/)[\w%.-]{20,}/g, '$1[token]'],
  [/(postgres(?:ql)?:\/\/)[^\s"@/]*@/g, '$1[login]@'],
  [/(authorization"?\s*[:=]\s*"?)(bot |bearer )?[^\s",}\\]+/gi, '$1[token]'],
];

export function scrub(line: string): string {
  return secrets.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
}

/** `destination` is for tests; by default lines go to standard output. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: errorWithoutPayload },
      hooks: {
        streamWrite: scrub,
        // Without words of ours pino repeats the error's message beside it, with all that is left out there.
        logMethod([first, words, ...rest], method) {
          const fields = first instanceof Error ? { err: first } : first;
          method.apply(this, [
            fields,
            words ?? (typeof fields === 'object' ? 'no words' : undefined),
            ...rest,
          ]);
        },
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/**
 * An error's kind, message and place. Not its other fields: Discord's errors carry the request's body, the database's the values
 * of the query; both may hold what a member typed.
 */
function errorWithoutPayload(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? { code: error.code } : {};
  const message = messageWithoutValues(error);
  const stack = error.stack
    ?.split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 12);
  const cause = error.cause instanceof Error ? { cause: errorWithoutPayload(error.cause) } : {};
  return {
    type: error.name,
    ...code,
    message: error.name === 'DiscordAPIError' ? message.slice(0, 200) : message,
    stack,
    ...cause,
  };
}

/** Without ids of people, and without values: a failed query repeats its parameters, Postgres and JSON quote what they couldn't read. */
function messageWithoutValues(error: Error): string {
  const message = error.message.replace(/params:[\s\S]*/, 'params: […]').replace(/\b\d{17,20}\b/g, '[id]');
  const quotes = error instanceof SyntaxError || ('code' in error && String(error.code).startsWith('22'));
  return quotes ? message.replace(/".*"/s, '"…"') : message;
}
