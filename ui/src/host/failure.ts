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
    return !BROKEN.has(this.code);
  }
}

const BROKEN: ReadonlySet<FailureCode> = new Set<FailureCode>(["internal", "damaged", "disk_full", "unreachable"]);

const CODES: ReadonlySet<string> = new Set<FailureCode>([
  "not_found",
  "exists",
  "in_use",
  "newer_version",
  "read_only",
  "server_away",
  "disk_full",
  "damaged",
  "bad_input",
  "refused",
  "invalid",
  "cancelled",
  "internal",
  "unreachable",
]);

function isCode(code: unknown): code is FailureCode {
  return typeof code === "string" && CODES.has(code);
}

/** Makes a `Failure` of whatever was thrown: the program's object, a bare string of the window, or a bug of ours. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && isCode(thrown.code)) {
    const { code, message, hint } = thrown as { code: FailureCode; message?: unknown; hint?: unknown };
    return new Failure(code, typeof message === "string" ? message : code, typeof hint === "string" ? hint : "");
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure("internal", message, "Try again. If it happens again, please report it with what you did.");
}
