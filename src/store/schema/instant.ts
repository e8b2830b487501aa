import { timestamp } from 'drizzle-orm/pg-core';

/** A moment, to the millisecond, whatever the zone of whoever reads it. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
