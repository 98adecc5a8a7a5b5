export class PlentyRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string>) {
    super(`PlentyONE answers ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function refuse(status: number, body: unknown, headers: Record<string, string> = {}): PlentyRefusal {
  return new PlentyRefusal(status, body, headers);
}

/** What does not fit its field. */
export function unprocessable(field: string, words: string): PlentyRefusal {
  return refuse(422, { message: "The given data was invalid.", validation_errors: { [field]: [words] } });
}
