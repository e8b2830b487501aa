/** What a command or a job wants shown, as plain values. Only the wire (`src/discord`) knows what Discord calls them. */

/** What a button does when pressed: the command's name, one of its actions, and a short argument that is looked up again. */
export interface Press {
  readonly command: string;
  readonly action: string;
  readonly argument?: string;
}

export type Button = {
  readonly label: string;
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  readonly disabled?: boolean;
} & ({ readonly press: Press } | { readonly url: string });

export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'choose';
      readonly press: Press;
      readonly placeholder: string;
      readonly choices: readonly Choice[];
      /** Values that are chosen already. */
      readonly chosen?: readonly string[];
      /** How many may be chosen; one unless said otherwise. */
      readonly least?: number;
      readonly most?: number;
    }
  /** A PNG. `alt` says in words what it shows; the same facts stand in a text block of the card. */
  | { readonly kind: 'picture'; readonly name: string; readonly png: Uint8Array; readonly alt: string }
  /** A file to keep, such as a calendar. */
  | { readonly kind: 'file'; readonly name: string; readonly data: Uint8Array }
  | {
      readonly kind: 'choose-role' | 'choose-channel';
      readonly press: Press;
      readonly placeholder: string;
      readonly chosen?: string;
    };

/** One colour for each kind of card, the same everywhere; nothing is told by it alone. */
export type Accent = 'lesson' | 'quiz' | 'progress' | 'map' | 'notice' | 'sorry';

export interface Card {
  readonly kind: 'card';
  readonly accent: Accent;
  readonly blocks: readonly Block[];
  /** Only the person who asked sees it. */
  readonly private?: boolean;
  /** Takes the place of the message whose button was pressed. */
  readonly replaces?: boolean;
  /** A role that this message mentions and may ping. */
  readonly mentionsRole?: string;
  /** Something may be due now: look at once instead of at the next minute. */
  readonly wakes?: boolean;
  /** A question was corrected: this guild's curriculum is another from now on. */
  readonly corrects?: boolean;
  /** Ids of the waiting words that this card tells; they stop waiting when it has reached the member. */
  readonly tells?: readonly string[];
}

export type FormField = {
  readonly id: string;
  /** At most 45 characters are shown. */
  readonly label: string;
  readonly description?: string;
  /** Must be filled in unless this is false. */
  readonly required?: boolean;
} & (
  | {
      readonly kind?: 'text';
      readonly value?: string;
      readonly placeholder?: string;
      readonly maxLength: number;
      /** Several lines. */
      readonly long?: boolean;
    }
  /** One of 2 to 10, all in sight; or one of up to 25 in a list that opens. */
  | {
      readonly kind: 'one' | 'list';
      readonly choices: readonly Choice[];
      readonly chosen?: string;
      readonly placeholder?: string;
    }
  /** Several of 1 to 10, all in sight. */
  | {
      readonly kind: 'several';
      readonly choices: readonly Choice[];
      readonly chosen?: readonly string[];
      readonly least?: number;
      readonly most?: number;
    }
);

/** A window that asks for something; what was typed and picked comes back to the command's `forms`. */
export interface Form {
  readonly kind: 'form';
  readonly title: string;
  readonly press: Press;
  /** Markdown above the fields; a window has room for five parts, and this is one. */
  readonly text?: string;
  readonly fields: readonly FormField[];
}

export type Reply = Card | Form;

export const text = (...lines: readonly string[]): Block => ({ kind: 'text', text: lines.join('\n') });
export const divider: Block = { kind: 'divider' };
export const buttons = (...list: readonly Button[]): Block => ({ kind: 'buttons', buttons: list });

/** A short private answer in words: what happened, and what to do next. */
export const say = (sentence: string, ...more: readonly Block[]): Card => ({
  kind: 'card',
  accent: 'notice',
  private: true,
  blocks: [text(sentence), ...more],
});

/** Something looked up: only who asked sees it; `replaces` as in `Card`. */
export const mapCard = (replaces: boolean, blocks: readonly Block[]): Card => ({
  kind: 'card',
  accent: 'map',
  private: true,
  replaces,
  blocks,
});
