/** The shape of the tables beside this file, and all of them as one. */
import type { z } from 'zod';
import { applicationsSchemas } from './applications.ts';
import { channelsSchemas } from './channels.ts';
import { guildsSchemas } from './guilds.ts';
import { interactionsSchemas } from './interactions.ts';
import { usersSchemas } from './users.ts';

/** A name in Discord's document (with `[]` for a list of them), or a shape that has no name there. */
export type SchemaName = string | z.ZodType;

export interface RouteSchemas {
  /** One of these must fit. Absent: the document knows no body. */
  readonly body?: readonly SchemaName[];
  /** The same for a 2xx with content. */
  readonly answer?: readonly SchemaName[];
}

/** By method and path, in which `:name` stands for what varies. */
export type SchemaTable = Readonly<Record<string, RouteSchemas>>;

export const schemaTable: ReadonlyMap<string, RouteSchemas> = new Map(
  [applicationsSchemas, channelsSchemas, guildsSchemas, interactionsSchemas, usersSchemas].flatMap(table =>
    Object.entries(table).map(([key, schemas]) => [withoutNames(key), schemas] as const),
  ),
);

/** `GET /channels/:channel` and `GET /channels/{channel_id}` become the same key. */
export function withoutNames(route: string): string {
  return route.replaceAll(/:\w+|\{\w+\}/g, '*');
}
