/** Compares recorded traffic with Discord's OpenAPI document: an independent referee for whoever has it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import type { Traffic } from '../spec/record.ts';
import { findOperation } from './operations.ts';
import { isJson, mendedDocument } from './overlay.ts';

export interface Verdict {
  readonly passed: number;
  /** Each different one once, with how often it was seen. */
  readonly failures: ReadonlyMap<string, number>;
}

/** `folder` holds what LOCKSTEP_RECORD_TRAFFIC recorded. Throws a sentence when one of the two can't be read. */
export function replay(documentFile: string, folder: string): Verdict {
  const document: unknown = JSON.parse(readFileSync(documentFile, 'utf8'));
  if (!isJson(document) || !isJson(document.paths))
    throw new Error(`${documentFile} is no OpenAPI document.`);
  const validator = makeValidator(document);
  const failures = new Map<string, number>();
  let passed = 0;
  const judge = (what: string, schema: string | undefined, value: unknown): void => {
    if (schema === undefined) return;
    const faults = validator(schema, value);
    if (faults === undefined) passed += 1;
    else failures.set(`${what}: ${faults}`, (failures.get(`${what}: ${faults}`) ?? 0) + 1);
  };
  for (const line of linesOf(folder)) {
    const { method, path, status, body, answer }: Traffic = JSON.parse(line);
    const operation = findOperation(document, method, path.replace(/^\/v\d+/, ''));
    // Faults on demand (5xx, dropped answers) and what isn't a route say nothing of Discord.
    if (!operation || status < 200 || status >= 500 || status === 418) continue;
    if (status < 300 && body !== undefined) judge(`${operation.name} request`, operation.bodySchema, body);
    if (answer !== undefined)
      judge(`${operation.name} answer ${status}`, operation.answerSchema(status), answer);
  }
  return { passed, failures };
}

function linesOf(folder: string): readonly string[] {
  const files = readdirSync(folder).filter(name => name.endsWith('.jsonl'));
  return files.flatMap(name => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean));
}

/** Answers what is wrong, or nothing. Schemas are compiled when first needed: all of them would take two seconds. */
function makeValidator(
  document: Readonly<Record<string, unknown>>,
): (schema: string, value: unknown) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  formats.default.default(ajv);
  for (const format of ['snowflake', 'int32', 'int64', 'double', 'nonce']) ajv.addFormat(format, true);
  ajv.addSchema(mendedDocument(document), 'discord');
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `discord#${schema}` });
    compiled.set(schema, validate);
    return validate(value) ? undefined : say(validate.errors ?? []);
  };
}

/** The deepest complaints: those of a union's other shapes are about what was never meant. */
function say(errors: readonly ErrorObject[]): string {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const deepest = Math.max(...errors.map(depth));
  const told = errors.filter(error => depth(error) === deepest).slice(0, 3);
  return told.map(e => `${e.instancePath.replaceAll(/\/\d+/g, '/n') || '/'} ${e.message}`).join('; ');
}
