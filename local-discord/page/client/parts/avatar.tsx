import { useView } from '../use-page.ts';

/** A coloured disc with initials: no picture is ever fetched. */
export function Avatar({
  id,
  name,
  small,
}: {
  readonly id: string;
  readonly name: string;
  readonly small?: boolean;
}) {
  const { guild } = useView();
  // By their place among the members, so that those of a small guild all differ.
  const place = guild?.members.findIndex(member => member.id === id) ?? -1;
  return (
    <span
      aria-hidden="true"
      class={`avatar tint-${(place + TINTS) % TINTS}${small ? ' avatar-small' : ''}`}
      data-initials={initials(name)}
    />
  );
}

const TINTS = 6;

export function initials(name: string): string {
  const words = name.split(/[\s_-]+/).filter(word => word !== '');
  const letters = words.map(word => [...word][0] ?? '');
  return letters.slice(0, 2).join('').toUpperCase();
}
