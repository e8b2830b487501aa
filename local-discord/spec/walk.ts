/**
 * Follows a value along a schema of Discord's document without copying it: the quick way to see that nothing is wrong,
 * which is nearly always so. zod itself copies every object and words the faults of every member of a union that
 * doesn't fit; here a member of the wrong `type` is left at once. Single values are still judged by zod.
 */
import { z } from 'zod';
import { type Direction, normalise, normaliseOne } from './normalise.ts';
import { strayFields } from './stray-fields.ts';

type Schema = z.core.$ZodType;
type Path = PropertyKey[];

/** Whether the value fits, as `normalise` would have it; adds the paths of the fields that the schema would drop. */
type Walk = (value: unknown, key: string, parent: string, strays: Path[]) => boolean;

/** The fields that the schema doesn't know; undefined when the value doesn't fit it. */
export function walkAlong(schema: Schema, value: unknown, direction: Direction): readonly Path[] | undefined {
  const strays: Path[] = [];
  return walkOf(schema, direction)(value, '', '', strays) ? strays : undefined;
}

const known: Readonly<Record<Direction, WeakMap<Schema, Walk>>> = {
  body: new WeakMap(),
  answer: new WeakMap(),
};

function walkOf(schema: Schema, direction: Direction): Walk {
  const found = known[direction].get(schema);
  if (found) return found;
  const made = walkFor(schema, direction);
  known[direction].set(schema, made);
  return made;
}

function walkFor(schema: Schema, direction: Direction): Walk {
  const { core } = z;
  if (schema instanceof core.$ZodLazy) {
    // Looked up at the first use: schemas contain each other.
    let inner: Walk | undefined;
    return (value, key, parent, strays) => {
      inner ??= walkOf(schema._zod.def.getter(), direction);
      return inner(value, key, parent, strays);
    };
  }
  const isLeaf = [core.$ZodString, core.$ZodNumber, core.$ZodBoolean, core.$ZodLiteral, core.$ZodNull].some(
    kind => schema instanceof kind,
  );
  if (isLeaf) return leaf(schema, direction);
  if (schema instanceof core.$ZodArray) return eachOf(schema, direction);
  // What is checked as a whole, and what else there may be, is zod's.
  if (schema._zod.def.checks?.length) return asZodDoes(schema, direction);
  if (schema instanceof core.$ZodObject && !schema._zod.def.catchall) return fieldsOf(schema, direction);
  if (schema instanceof core.$ZodUnion && schema._zod.def.inclusive !== false) {
    const options = schema._zod.def.options.map(option => walkOf(option, direction));
    return (value, key, parent, strays) => firstFit(options, value, key, parent, strays);
  }
  if (schema instanceof core.$ZodOptional || schema instanceof core.$ZodNullable) {
    const absent = schema instanceof core.$ZodNullable ? null : undefined;
    const inner = walkOf(schema._zod.def.innerType, direction);
    return (value, key, parent, strays) => value === absent || inner(value, key, parent, strays);
  }
  return asZodDoes(schema, direction);
}

function leaf(schema: Schema, direction: Direction): Walk {
  return (value, key, parent) =>
    (typeof value !== 'object' || value === null) &&
    z.core.safeParse(schema, normaliseOne(value, direction, key, parent)).success;
}

function eachOf(schema: z.core.$ZodArray, direction: Direction): Walk {
  const inner = walkOf(schema._zod.def.element, direction);
  const checks = schema._zod.def.checks ?? [];
  return (value, key, _parent, strays) => {
    if (!Array.isArray(value)) return false;
    const judged: z.core.ParsePayload<never> = { value: value as never, issues: [] };
    for (const { _zod } of checks) void _zod.check(judged);
    if (judged.issues.length > 0) return false;
    for (const [at, item] of value.entries()) if (!step(inner, item, at, key, key, strays)) return false;
    return true;
  };
}

function fieldsOf(schema: z.core.$ZodObject, direction: Direction): Walk {
  const { shape } = schema._zod.def;
  const fields = new Map(Object.entries(shape).map(([name, part]) => [name, walkOf(part, direction)]));
  // Not the same as what takes undefined: a field can be needed and yet allow it, which no JSON can say.
  const needed = Object.entries(shape)
    .filter(([, part]) => part._zod.optin === undefined)
    .map(([name]) => name);
  const type =
    shape.type instanceof z.core.$ZodLiteral ? new Set<unknown>(shape.type._zod.def.values) : undefined;
  return (value, key, _parent, strays) => {
    if (!isObject(value) || (type && !type.has(value.type))) return false;
    for (const name of needed) if (value[name] === undefined) return false;
    for (const name of Object.keys(value)) {
      const part = value[name];
      if (part === undefined || name === '__proto__') continue;
      const walk = fields.get(name);
      if (!walk) strays.push([name]);
      else if (!step(walk, part, name, name, key, strays)) return false;
    }
    return true;
  };
}

/** The first that fits counts, also when a later one would know more of the fields: as zod has it. */
function firstFit(
  options: readonly Walk[],
  value: unknown,
  key: string,
  parent: string,
  strays: Path[],
): boolean {
  const before = strays.length;
  for (const option of options) {
    if (option(value, key, parent, strays)) return true;
    strays.length = before;
  }
  return false;
}

/** Goes one step down, and puts that step before what was found there. */
function step(
  walk: Walk,
  value: unknown,
  at: PropertyKey,
  key: string,
  parent: string,
  strays: Path[],
): boolean {
  const before = strays.length;
  if (!walk(value, key, parent, strays)) return false;
  for (let n = before; n < strays.length; n += 1) strays[n]?.unshift(at);
  return true;
}

function asZodDoes(schema: Schema, direction: Direction): Walk {
  return (value, key, parent, strays) => {
    const plain = normalise(value, direction, key, parent);
    const result = z.core.safeParse(schema, plain);
    if (result.success) strays.push(...strayFields(plain, result.data));
    return result.success;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
