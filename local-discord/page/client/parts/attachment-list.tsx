import { isPicture, looseAttachments, ownAddress, saySize } from '../media.ts';
import type { Attachment, Message } from '../shapes.ts';
import { Icon } from './icon.tsx';
import { Picture } from './picture.tsx';

export function AttachmentList({ message }: { readonly message: Message }) {
  const attachments = message.attachments ?? [];
  return (
    <>
      {looseAttachments(message).map(attachment =>
        isPicture(attachment) ? (
          <Picture
            key={attachment.id}
            url={attachment.url}
            alt={attachment.description ?? ''}
            attachments={attachments}
            spoiler={attachment.filename.startsWith('SPOILER_')}
          />
        ) : (
          <FileCard key={attachment.id} attachment={attachment} attachments={attachments} />
        ),
      )}
    </>
  );
}

export function FileCard(props: {
  readonly attachment: Attachment;
  readonly attachments: readonly Attachment[];
}) {
  const { attachment, attachments } = props;
  const address = ownAddress(attachment.url, attachments);
  return (
    <p class="file">
      <Icon name="file" />
      <span>
        {address === undefined ? (
          attachment.filename
        ) : (
          <a href={address} download={attachment.filename}>
            {attachment.filename}
          </a>
        )}
        {attachment.size !== undefined && <span class="size">{saySize(attachment.size)}</span>}
      </span>
    </p>
  );
}
