/** Simulated members and banks: who knows more is right more often, so that it is known beforehand which key is wrong. */
import type { Alike } from '../../src/core/item-analysis.ts';
import type { Item } from '../../src/core/item-choices.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export interface Wish {
  readonly seed: number;
  readonly members: number;
  readonly questions?: number;
  readonly type?: 'single' | 'multi' | 'truefalse';
  /** Lower is easier; 0 is a question that every second member knows. */
  readonly difficulty?: number;
  /** Whether the key of the first question names another option than the one that is true. */
  readonly keyIsWrong: boolean;
}

const idOf = (place: number) => `db/bank#q${place}`;

/** Two-parameter logistic model; who doesn't know takes one of the wrong options, each with a pull of its own. */
export function simulatedBank(wish: Wish): {
  readonly items: ReadonlyMap<string, Item>;
  readonly answers: readonly Alike[];
} {
  const { seed, members, questions = 20, type = 'single', difficulty = -0.6, keyIsWrong } = wish;
  const random = randomOf(seed);
  const abilities = Array.from({ length: members }, () => normal(random));
  const items = new Map<string, Item>();
  const answers: Alike[] = [];
  for (let place = 0; place < questions; place += 1) {
    const slope = 0.7 + 0.9 * random();
    const middle = difficulty + 0.8 * normal(random);
    const pulls = Array.from({ length: type === 'truefalse' ? 1 : 3 }, () => 0.2 + random());
    const knows = (ability: number) => random() < 1 / (1 + Math.exp(-slope * (ability - middle)));
    const chosen = abilities.map(ability =>
      type === 'multi' ? several(() => knows(ability)) : [knows(ability) ? 'o0' : pulled(pulls, random)],
    );
    const isMended = place === 0 && keyIsWrong;
    const trueOnes = type === 'multi' ? ['o0', 'o1'] : ['o0'];
    const flipped =
      type === 'multi' ? (random() < 0.5 ? 'o0' : 'o2') : `o${1 + Math.floor(random() * pulls.length)}`;
    const right = !isMended ? trueOnes : type === 'multi' ? toggled(trueOnes, flipped) : [flipped];
    const count = type === 'multi' ? 4 : pulls.length + 1;
    const options = Array.from({ length: count }, (_, i) => ({
      id: `o${i}`,
      right: right.includes(`o${i}`),
    }));
    items.set(idOf(place), { type, rev: 1, retired: false, options });
    for (const [member, ids] of chosen.entries())
      answers.push({
        questionId: idOf(place),
        rev: 1,
        chosen: ids,
        right: false,
        share: 0,
        members: [member],
      });
  }
  return { items, answers };
}

/** Of four options two are true; each is judged for itself. Nobody picks none. */
function several(knows: () => boolean): string[] {
  const picked = [0, 1, 2, 3].filter(i => knows() === i < 2).map(i => `o${i}`);
  return picked.length > 0 ? picked : ['o2'];
}

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id];

function pulled(pulls: readonly number[], random: () => number): string {
  let left = random() * pulls.reduce((sum, pull) => sum + pull, 0);
  const place = pulls.findIndex(pull => {
    left -= pull;
    return left < 0;
  });
  return `o${1 + Math.max(0, place)}`;
}
