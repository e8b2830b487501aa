/** Compares bodies with the schemas of Discord's published document (npm `discord-api-spec`, loaded when first needed). */
import { z } from 'zod';
import type { FormFault } from '../rest/errors.ts';
import { toFormFaults } from './faults.ts';
import { type Direction, normalise } from './normalise.ts';
import { strayFields } from './stray-fields.ts';
import { type SchemaName, schemaTable, withoutNames } from './table/table.ts';
import { isTolerated } from './tolerated.ts';
import { walkAlong } from './walk.ts';

type Schema = z.core.$ZodType;

export interface Document {
  /** What is wrong with a body; nothing when the document doesn't know the route. */
  readonly faultsOfBody: (route: string, body: unknown) => readonly FormFault[];
  /** The same for what this server is about to answer with a 2xx. */
  readonly faultsOfAnswer: (route: string, answer: unknown) => readonly FormFault[];
}

let loading: Promise<Document> | undefined;

/** Takes about 0.1 s once: half a thousand schemas. */
export function loadDocument(): Promise<Document> {
  loading ??= import('discord-api-spec/zod').then(module => makeDocument({ ...module }));
  return loading;
}

function makeDocument(schemas: Readonly<Record<string, unknown>>): Document {
  const found = new Map<SchemaName, Schema>();
  const schemaOf = (name: SchemaName): Schema => {
    const known = found.get(name);
    if (known) return known;
    const schema = typeof name === 'string' ? named(schemas, name) : name;
    found.set(name, schema);
    return schema;
  };
  const compare = (route: string, value: unknown, direction: Direction): readonly FormFault[] => {
    const key = withoutNames(route);
    const names = schemaTable.get(key)?.[direction];
    if (!names) return [];
    const isFine = (name: SchemaName) =>
      walkAlong(schemaOf(name), value, direction)?.every(path => isTolerated(direction, key, path.join('.')));
    if (names.some(isFine)) return [];
    // Something is wrong: what, and in which words, is found out the slow way.
    const plain = normalise(value, direction);
    let closest: readonly FormFault[] | undefined;
    for (const name of names) {
      const faults = faultsIn(key, schemaOf(name), plain, direction);
      if (faults.length === 0) return [];
      if (!closest || faults.length < closest.length) closest = faults;
    }
    return closest ?? [];
  };
  return {
    faultsOfBody: (route, body) => compare(route, body, 'body'),
    faultsOfAnswer: (route, answer) => compare(route, answer, 'answer'),
  };
}

function named(schemas: Readonly<Record<string, unknown>>, name: string): Schema {
  const one = schemas[`${name.replace('[]', '')}Schema`];
  if (!(one instanceof z.core.$ZodType)) throw new Error(`Discord's document has no schema ${name}.`);
  return name.endsWith('[]') ? z.array(one) : one;
}

function faultsIn(route: string, schema: Schema, value: unknown, direction: Direction): readonly FormFault[] {
  const result = z.core.safeParse(schema, value);
  if (!result.success) return toFormFaults(result.error.issues, value);
  return strayFields(value, result.data)
    .filter(path => !isTolerated(direction, route, path.join('.')))
    .map(path => ({ path, code: 'UNKNOWN_FIELD', message: 'This field is not known here.' }));
}
