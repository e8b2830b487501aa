/** The names that a file gives and asks for, read leniently: a fault elsewhere in the file doesn't hide a broken reference. */
import type { Path } from './parse-yaml.ts';
import { valueAt } from './place-in-file.ts';

export interface PlacedName {
  readonly name: string;
  readonly path: Path;
}

/** The texts of a list such as `prerequisites`. */
export function namesAt(value: unknown, path: Path): readonly PlacedName[] {
  return listAt(value, path).flatMap((name, index) =>
    typeof name === 'string' ? [{ name, path: [...path, index] }] : [],
  );
}

/** The same without places, for those who only follow them. */
export function wordsAt(value: unknown, path: Path): readonly string[] {
  return namesAt(value, path).map(({ name }) => name);
}

/** The `ref` of every entry of a list of resources. */
export function refsAt(value: unknown, path: Path): readonly PlacedName[] {
  return listAt(value, path).flatMap((_, index) => {
    const here = [...path, index, 'ref'];
    const name = valueAt(value, here);
    return typeof name === 'string' ? [{ name, path: here }] : [];
  });
}

/** Every node below, parents before children: the teaching order. The path is the node's, its name its id or ''. */
export function nodesAt(value: unknown, path: Path = ['nodes']): readonly PlacedName[] {
  return listAt(value, path).flatMap((_, index) => {
    const here = [...path, index];
    const id = valueAt(value, [...here, 'id']);
    return [{ name: typeof id === 'string' ? id : '', path: here }, ...nodesAt(value, [...here, 'children'])];
  });
}

/** A list, or nothing where something else stands. */
export function listAt(value: unknown, path: Path): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}
