import type { FailureCode } from "./contract";

/** Why a call was not answered: something to act on, what failed, what to try. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly hint: string;

  constructor(code: FailureCode, message: string, hint: string) {
    super(message);
    this.name = "Failure";
    this.code = code;
    this.hint = hint;
  }

  /** Whether the program works and says no, as against something being broken. */
  get refused(): boolean {
    return REASONS[this.code] === "refused";
  }
}

/** Every reason there is, and whether something is broken then; a reason that is missing here does not compile. */
const REASONS: Record<FailureCode, "refused" | "broken"> = {
  not_found: "refused",
  exists: "refused",
  in_use: "refused",
  newer_version: "refused",
  read_only: "refused",
  server_away: "refused",
  disk_full: "broken",
  damaged: "broken",
  bad_input: "refused",
  refused: "refused",
  invalid: "refused",
  model: "broken",
  cancelled: "refused",
  internal: "broken",
  unreachable: "broken",
};

function isCode(code: unknown): code is FailureCode {
  return typeof code === "string" && Object.hasOwn(REASONS, code);
}

/** Makes a `Failure` of whatever was thrown: the program's object, a bare string of the window, or a bug of ours. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && isCode(thrown.code)) {
    const { code, message, hint } = thrown as { code: FailureCode; message?: unknown; hint?: unknown };
    return new Failure(code, typeof message === "string" ? message : code, typeof hint === "string" ? hint : "");
  }
  const told = typeof thrown === "object" && thrown !== null && "message" in thrown ? thrown.message : thrown;
  const message = typeof told === "string" ? told : String(told);
  return new Failure("internal", message, "Try again. If it happens again, please report it with what you did.");
}
