/** What a member can do, as the control address takes it, and what became of it. */
import type { SentFiles } from './files.ts';
import type { Choice, Message, Modal } from './shapes.ts';

/** What became of an act; `none` is "The application did not respond". */
export interface Outcome {
  readonly id: string;
  readonly outcome: 'reply' | 'deferred' | 'update' | 'modal' | 'choices' | 'none';
  readonly message?: Message;
  readonly modal?: Modal;
  readonly choices?: readonly Choice[];
  readonly ms: number;
}

export type Act =
  | {
      readonly type: 'command';
      readonly channel: string;
      readonly name: string;
      readonly sub?: readonly string[];
      readonly options?: Values;
      readonly files?: SentFiles;
    }
  | {
      readonly type: 'autocomplete';
      readonly channel: string;
      readonly name: string;
      readonly sub?: readonly string[];
      readonly options?: Values;
      readonly focused: string;
      readonly value: string;
    }
  | {
      readonly type: 'component';
      readonly message: string;
      readonly customId: string;
      readonly values?: readonly string[];
    }
  | {
      readonly type: 'modal';
      readonly interaction: string;
      readonly values: Readonly<Record<string, unknown>>;
      readonly files?: SentFiles;
    };

export type Values = Readonly<Record<string, string | number | boolean>>;
