import { colour } from '../components/container.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { httpUrl } from '../markdown/parse-references.ts';
import { sayWhen } from '../message-facts.ts';
import type { Embed, Message } from '../shapes.ts';
import { useNow } from '../use-page.ts';
import { Picture } from './picture.tsx';

export function EmbedCard({ embed, message }: { readonly embed: Embed; readonly message: Message }) {
  const now = useNow(60_000);
  const attachments = message.attachments ?? [];
  const link = embed.url === undefined ? undefined : httpUrl(embed.url);
  return (
    <div class="embed" style={embed.color === undefined ? {} : { borderLeftColor: colour(embed.color) }}>
      <div class="section">
        <div class="embed-words">
          {embed.author && <p class="embed-author">{embed.author.name}</p>}
          {embed.title !== undefined && (
            <p class="embed-title">
              {link ? (
                <a href={link} target="_blank" rel="noopener noreferrer">
                  {embed.title}
                </a>
              ) : (
                embed.title
              )}
            </p>
          )}
          {embed.description !== undefined && <Markdown text={embed.description} />}
          {embed.fields && embed.fields.length > 0 && (
            <div class="embed-fields">
              {embed.fields.map((field, n) => (
                <div key={n} class={field.inline ? 'inline' : ''}>
                  <p class="embed-field-name">{field.name}</p>
                  <Markdown text={field.value} />
                </div>
              ))}
            </div>
          )}
        </div>
        {embed.thumbnail && (
          <div class="thumbnail">
            <Picture
              url={embed.thumbnail.url}
              alt={embed.thumbnail.description ?? ''}
              attachments={attachments}
            />
          </div>
        )}
      </div>
      {embed.image && (
        <Picture url={embed.image.url} alt={embed.image.description ?? ''} attachments={attachments} />
      )}
      {(embed.footer || embed.timestamp) && (
        <p class="embed-footer">
          {[embed.footer?.text, embed.timestamp && sayWhen(embed.timestamp, now)].filter(Boolean).join(' • ')}
        </p>
      )}
    </div>
  );
}
