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

/** From the id's millisecond and its running number, so that members made together differ. */
function tintOf(id: string): number {
  const number = /^\d+$/.test(id) ? BigInt(id) : 0n;
  return Number(((number >> 22n) + (number & 0xfffn)) % BigInt(TINTS));
}

export function initials(name: string): string {
  const words = name.split(/[\s_-]+/).filter(word => word !== '');
  const letters = words.map(word => [...word][0] ?? '');
  return letters.slice(0, 2).join('').toUpperCase();
}
