import { ApiProblem, readProblem } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";

/** Why a system outside gave us nothing, as far as its readers can tell the difference. */
const kinds = ["auth", "rate-limited", "malformed"] as const;
export type FailureKind = (typeof kinds)[number] | "unreachable";

/** A refusal of our API that says what the system behind it did. */
class SystemProblem extends ApiProblem {
  readonly kind: FailureKind;

  constructor(problem: ApiProblem, kind: FailureKind) {
    super({ ...problem, detail: problem.message });
    this.kind = kind;
  }
}

/** What our API says of a system. @throws ApiProblem and nothing else */
export async function readSystem(path: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path);
  } catch {
    throw new ApiProblem({ code: "offline", status: 0, detail: "" });
  }
  if (response.ok) return await response.json().catch(() => null);
  const body = fields(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  const told = text(fields(body.upstream).kind);
  throw new SystemProblem(await readProblem(response), kinds.find((kind) => kind === told) ?? "unreachable");
}

export function failureKind(problem: ApiProblem): FailureKind {
  return problem instanceof SystemProblem ? problem.kind : "unreachable";
}
