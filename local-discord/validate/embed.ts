/** Embeds; echoes of what Discord adds when it shows one (type, proxies, sizes) are ignored. */
import { z } from 'zod';
import { link, text, wholeNumber } from './parts.ts';

const picture = z.looseObject({ url: text(1, 2048) }).nullish();

export const embed = z.looseObject({
  title: text(0, 256).nullish(),
  description: text(0, 4096).nullish(),
  url: link.nullish(),
  timestamp: z.string().nullish(),
  color: wholeNumber(0, 0xffffff).nullish(),
  footer: z.looseObject({ text: text(1, 2048) }).nullish(),
  image: picture,
  thumbnail: picture,
  author: z.looseObject({ name: text(1, 256), url: link.nullish() }).nullish(),
  fields: z
    .array(z.strictObject({ name: text(1, 256), value: text(1, 1024), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
});

export type Embed = z.infer<typeof embed>;

/** The characters that Discord adds up over all embeds of a message (at most 6000). */
export function embedLength(given: Embed): number {
  const parts = [
    given.title,
    given.description,
    given.footer?.text,
    given.author?.name,
    ...(given.fields ?? []).flatMap(field => [field.name, field.value]),
  ];
  return parts.reduce((sum, part) => sum + [...(part ?? '')].length, 0);
}
