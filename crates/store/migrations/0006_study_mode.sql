-- A team's own study of what suggestions do for it. Append-only, and apart from the review: nothing here is read where
-- outcomes are derived.

-- `text` is the locked protocol as canonical JSON, `sha256` its hash, `design` what the team had asked for.
CREATE TABLE study_mode_protocols (
    id TEXT PRIMARY KEY,
    design TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    locked_by TEXT NOT NULL REFERENCES reviewers (id),
    locked_at BIGINT NOT NULL
);

-- What opens the sealed allocation, in a table of its own: no answer to a screen is made from it before the end.
CREATE TABLE study_mode_seals (
    study_id TEXT PRIMARY KEY REFERENCES study_mode_protocols (id),
    seed TEXT NOT NULL
);

-- `role` is `reader` or `adjudicator`.
CREATE TABLE study_mode_people (
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    role TEXT NOT NULL,
    PRIMARY KEY (study_id, reviewer_id)
);

-- What is read, with the suggestions that were there when the protocol was locked (a JSON list of identities) and what
-- they come to: `include`, `exclude` or `unsure`; null where the model gave no answer in form.
CREATE TABLE study_mode_items (
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    record_id TEXT NOT NULL REFERENCES records (id),
    practice BIGINT NOT NULL,
    verdict TEXT,
    suggestions TEXT NOT NULL,
    PRIMARY KEY (study_id, record_id)
);
CREATE INDEX study_mode_items_by_record ON study_mode_items (record_id);

-- `step` is `left` (laid aside without an answer), `first` (the own answer, before the suggestion is shown) or `final`.
-- `shown` is a JSON list of the suggestions in view. Times are null where they were not measured.
CREATE TABLE study_mode_readings (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    reader_id TEXT NOT NULL REFERENCES reviewers (id),
    record_id TEXT NOT NULL REFERENCES records (id),
    practice BIGINT NOT NULL,
    arm TEXT NOT NULL,
    period BIGINT NOT NULL,
    position BIGINT NOT NULL,
    step TEXT NOT NULL,
    relevant BIGINT,
    shown TEXT NOT NULL,
    elapsed_ms BIGINT,
    active_30_ms BIGINT,
    active_60_ms BIGINT,
    active_120_ms BIGINT,
    made_at BIGINT NOT NULL
);
-- Each step is taken once, whoever sends it twice.
CREATE UNIQUE INDEX study_mode_readings_once ON study_mode_readings (study_id, reader_id, record_id, step)
    WHERE step <> 'left';

-- What adjudicators say is right: each by themselves (`consensus` 0), and together where they differed (1).
CREATE TABLE study_mode_truths (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    record_id TEXT NOT NULL REFERENCES records (id),
    consensus BIGINT NOT NULL,
    relevant BIGINT NOT NULL,
    elapsed_ms BIGINT,
    active_30_ms BIGINT,
    active_60_ms BIGINT,
    active_120_ms BIGINT,
    made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX study_mode_truths_once ON study_mode_truths (study_id, reviewer_id, record_id)
    WHERE consensus = 0;
CREATE UNIQUE INDEX study_mode_truths_settled ON study_mode_truths (study_id, record_id) WHERE consensus = 1;

CREATE TABLE study_mode_ends (
    study_id TEXT PRIMARY KEY REFERENCES study_mode_protocols (id),
    ended_by TEXT NOT NULL REFERENCES reviewers (id),
    reason TEXT NOT NULL,
    ended_at BIGINT NOT NULL
);
