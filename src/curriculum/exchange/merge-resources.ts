/** Links from elsewhere and the catalogue that is there: what becomes of each, and the catalogue's new text. Pure. */
import { parseDocument, type YAMLMap, YAMLSeq } from 'yaml';
import { resource } from '../schema.ts';
import { addressOf, type Incoming } from './incoming.ts';
import type { Outcome } from './merge-questions.ts';

interface Link {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
}

/** `catalogue` is the text of `resources.yml`, or ''. A link is known by its address, its scheme and a last slash left aside. */
export function mergeResources(
  catalogue: string,
  incoming: readonly Incoming[],
): { readonly outcomes: readonly Outcome[]; readonly catalogue: string } {
  const document = parseDocument(catalogue === '' ? '[]\n' : catalogue);
  const isSound = document.contents instanceof YAMLSeq;
  const list = isSound ? (document.contents as YAMLSeq<YAMLMap>) : new YAMLSeq<YAMLMap>();
  list.flow = false;
  const known = isSound ? (document.toJS() as readonly Link[]) : [];
  const byUrl = new Map(known.flatMap((each, at) => (each?.url ? [[addressOf(each.url), at] as const] : [])));
  const ids = new Set(known.map(each => each?.id));
  const outcomes = incoming.map(({ line, name, written, refusal }): Outcome => {
    const checked = resource.safeParse(written);
    if (!written || !checked.success) {
      const reason = refusal ?? checked.error?.issues[0]?.message ?? '';
      return { line, name, what: 'refused', reason: written ? `${reason} Shorten or mend it.` : reason };
    }
    const { title, url } = checked.data;
    const at = byUrl.get(addressOf(url ?? ''));
    if (at !== undefined) {
      const before = known[at];
      if (before?.title === title) return { line, name, what: 'the same' };
      list.items[at]?.set('title', title);
      return { line, name, what: 'changed', reason: `It was called “${before?.title}”.` };
    }
    let id = checked.data.id;
    for (let n = 2; ids.has(id); n += 1) id = `${checked.data.id.slice(0, 44)}-${n}`;
    ids.add(id);
    list.add(document.createNode({ ...written, id }) as YAMLMap);
    return { line, name, what: 'imported' };
  });
  document.contents = list as unknown as typeof document.contents;
  return { outcomes, catalogue: list.items.length === 0 ? '' : document.toString({ lineWidth: 0 }) };
}
