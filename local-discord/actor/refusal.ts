/** Thrown when a member tries what Discord's client would not let them do; the message is a sentence. */
export class CannotDo extends Error {}
