import { describe, expect, it } from "vitest";
import { teamShort, teamWords } from "./team";

const server = "db.hospital.example/review";

describe("a team's review", () => {
  it("says nothing alarming while everything is sent", () => {
    expect(teamShort({ server, answers: true, waiting: 0 })).toBe("Team");
    expect(teamWords({ server, answers: true, waiting: 0 })).toBe(
      "This review is kept on db.hospital.example/review, for everybody in the team. Everything you decided is there.",
    );
  });

  it("says what waits, and that the work goes on", () => {
    expect(teamShort({ server, answers: false, waiting: 1 })).toBe("1\u00a0decision to send");
    expect(teamShort({ server, answers: false, waiting: 0 })).toBe("Server away");
    expect(teamWords({ server, answers: false, waiting: 12 })).toContain("12\u00a0decisions of yours are safe on this computer");
    expect(teamWords({ server, answers: true, waiting: 1 })).toContain("1\u00a0decision of yours is safe");
  });
});
