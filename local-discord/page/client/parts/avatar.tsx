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
  return (
    <span
      aria-hidden="true"
      class={`avatar tint-${tintOf(id)}${small ? ' avatar-small' : ''}`}
      data-initials={initials(name)}
    />
  );
}

const TINTS = 6;

function tintOf(id: string): number {
  return [...id].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 997, 7) % TINTS;
}

export function initials(name: string): string {
  const words = name.split(/[\s_-]+/).filter(word => word !== '');
  const letters = words.map(word => [...word][0] ?? '');
  return letters.slice(0, 2).join('').toUpperCase();
}
