import { useState } from 'preact/hooks';
import { httpUrl } from '../markdown/parse-references.ts';
import { ownAddress } from '../media.ts';
import type { Attachment } from '../shapes.ts';

interface Props {
  readonly url: string;
  readonly alt: string;
  readonly attachments: readonly Attachment[];
  readonly spoiler?: boolean;
}

/** A picture of this server; one from elsewhere is only named, since the page loads nothing from elsewhere. */
export function Picture({ url, alt, attachments, spoiler = false }: Props) {
  const [hidden, setHidden] = useState(spoiler);
  const own = ownAddress(url, attachments);
  const link = httpUrl(url);
  if (own === undefined) {
    return (
      <span class="picture-elsewhere">
        Picture: {alt === '' ? 'no description' : alt}
        {link && (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {' '}
            {link}
          </a>
        )}
      </span>
    );
  }
  if (hidden) {
    return (
      <button type="button" class="spoiler-picture" onClick={() => setHidden(false)}>
        Spoiler: show the picture
      </button>
    );
  }
  return (
    <a class="picture" href={own} target="_blank" rel="noopener noreferrer">
      <img src={own} alt={alt === '' ? 'Picture without a description' : alt} />
    </a>
  );
}
