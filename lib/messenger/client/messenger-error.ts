/** Why the messenger did not take something. */
export class MessengerError extends Error {
  /** HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** Stable, such as `invalid_input`; `unreachable` where nobody answered. */
  readonly code: string;
  /** Messages by field, of `invalid_input`. */
  readonly errors: Record<string, string[]>;

  constructor(
    message: string,
    {
      status,
      code,
      errors = {},
      cause,
    }: { status: number; code: string; errors?: Record<string, string[]>; cause?: unknown },
  ) {
    super(message, { cause });
    this.name = "MessengerError";
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}
