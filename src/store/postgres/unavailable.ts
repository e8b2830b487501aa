/** Why there is no embedded Postgres; the message is for whoever starts Lockstep, and says what to do. */
export type UnavailableReason = 'in-use' | 'other-version' | 'no-binary' | 'unreachable' | 'failed';

/** Trying again by itself won't help: a bot that meets this ends with exit code 78. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
