/** Walking through components, whose nesting differs by kind. */

/** Any component as it travels; its kind has been checked before it was kept. */
export interface AnyComponent {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly content?: string;
  readonly disabled?: boolean;
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
  readonly [other: string]: unknown;
}

/** A component and all within it, in the order in which they are read. */
export function walk(components: readonly AnyComponent[]): readonly AnyComponent[] {
  const all: AnyComponent[] = [];
  const visit = (c: AnyComponent): void => {
    all.push(c);
    for (const inner of c.components ?? []) visit(inner);
    if (c.component) visit(c.component);
    if (c.accessory) visit(c.accessory);
  };
  for (const c of components) visit(c);
  return all;
}

export function asComponents(components: readonly unknown[] | undefined): readonly AnyComponent[] {
  return (components ?? []) as readonly AnyComponent[];
}

/** The text that a reader sees in text displays; mentions in it ping as those of a message's content do. */
export function textOf(components: readonly AnyComponent[]): string {
  return walk(components)
    .flatMap(c => (c.type === 10 ? [String(c.content)] : []))
    .join('\n');
}

/** Numbers what has no id (or 0), from 1 in reading order, leaving out numbers that are taken: as Discord does. */
export function numbered<T>(components: readonly T[]): readonly T[] {
  const taken = new Set(walk(asComponents(components)).flatMap(c => c.id || []));
  let next = 1;
  const fresh = (): number => {
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  };
  const number = (c: AnyComponent): AnyComponent => {
    const id = c.id || fresh();
    return {
      ...c,
      id,
      ...(c.components && { components: c.components.map(number) }),
      ...(c.component && { component: number(c.component) }),
      ...(c.accessory && { accessory: number(c.accessory) }),
    };
  };
  return asComponents(components).map(number) as readonly unknown[] as readonly T[];
}
