/** Finds the kinds of components that the schemas of `validate/` accept, by looking at the schemas themselves. */
import { z } from 'zod';

/** The numbers that stand as `type` in any object within the schemas. */
export function componentTypes(schemas: readonly z.core.$ZodType[]): readonly number[] {
  const found = new Set<number>();
  const seen = new Set<z.core.$ZodType>();
  const visit = (schema: z.core.$ZodType): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema instanceof z.core.$ZodObject) {
      const { type } = schema._zod.def.shape;
      for (const value of type?._zod.values ?? []) if (typeof value === 'number') found.add(value);
      for (const part of Object.values(schema._zod.def.shape)) visit(part);
    } else if (schema instanceof z.core.$ZodUnion)
      for (const option of schema._zod.def.options) visit(option);
    else if (schema instanceof z.core.$ZodArray) visit(schema._zod.def.element);
    else if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodNullable)
      visit(schema._zod.def.innerType);
  };
  for (const schema of schemas) visit(schema);
  return [...found];
}
