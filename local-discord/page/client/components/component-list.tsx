import { Markdown } from '../markdown/markdown.tsx';
import { FileCard } from '../parts/attachment-list.tsx';
import { Picture } from '../parts/picture.tsx';
import type { Component, Message } from '../shapes.ts';
import { ActionButton } from './action-button.tsx';
import { Container } from './container.tsx';
import { KIND } from './kinds.ts';
import { MessageSelect } from './message-select.tsx';

interface Props {
  readonly components: readonly Component[];
  readonly message: Message;
}

/** A message's components in their order; a kind that this page does not know is named, never dropped in silence. */
export function ComponentList({ components, message }: Props) {
  return (
    <>
      {components.map((component, n) => (
        <ShowComponent
          key={component.custom_id ?? component.id ?? n}
          component={component}
          message={message}
        />
      ))}
    </>
  );
}

function ShowComponent({ component, message }: { readonly component: Component; readonly message: Message }) {
  const attachments = message.attachments ?? [];
  switch (component.type) {
    case KIND.row:
      return (
        <div class="action-row">
          <ComponentList components={component.components ?? []} message={message} />
        </div>
      );
    case KIND.button:
      return <ActionButton button={component} message={message} />;
    case KIND.stringSelect:
    case KIND.userSelect:
    case KIND.roleSelect:
    case KIND.mentionableSelect:
    case KIND.channelSelect:
      return <MessageSelect select={component} message={message} />;
    case KIND.section:
      return (
        <div class="section">
          <div>
            <ComponentList components={component.components ?? []} message={message} />
          </div>
          {component.accessory && <ShowComponent component={component.accessory} message={message} />}
        </div>
      );
    case KIND.text:
      return <Markdown text={component.content ?? ''} />;
    case KIND.thumbnail:
      return (
        <div class="thumbnail">
          <Picture
            url={component.media?.url ?? ''}
            alt={component.description ?? ''}
            attachments={attachments}
            spoiler={component.spoiler ?? false}
          />
        </div>
      );
    case KIND.gallery:
      return (
        <div class={`gallery gallery-${Math.min(component.items?.length ?? 0, 3)}`}>
          {component.items?.map((item, n) => (
            <Picture
              key={n}
              url={item.media.url}
              alt={item.description ?? ''}
              attachments={attachments}
              spoiler={item.spoiler ?? false}
            />
          ))}
        </div>
      );
    case KIND.file:
      return <FileCard attachment={fileOf(component)} attachments={attachments} />;
    case KIND.separator:
      return component.divider === false ? (
        <div class={`gap spacing-${component.spacing ?? 1}`} />
      ) : (
        <hr class={`spacing-${component.spacing ?? 1}`} />
      );
    case KIND.container:
      return (
        <Container container={component}>
          <ComponentList components={component.components ?? []} message={message} />
        </Container>
      );
    default:
      return <p class="unknown">A component of type {component.type}, which this page cannot show yet.</p>;
  }
}

function fileOf(component: Component) {
  const url = component.file?.url ?? '';
  const filename =
    component.name ?? decodeURIComponent(url.split(/[/?]/).findLast(part => part.includes('.')) ?? url);
  return { id: url, url, filename, ...(component.size === undefined ? {} : { size: component.size }) };
}
