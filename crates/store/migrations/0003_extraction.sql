-- Extraction: forms, what a study's values are asked for, the values themselves, and what models propose.
-- Rows of people are only ever appended.

-- Every version of a form for extraction. `body` is the form as JSON.
CREATE TABLE form_versions (
    form_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    remark TEXT,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (form_id, version)
);

-- The arms, outcomes and time points of a study. They are shared by its extractors, so that values can be compared.
CREATE TABLE study_parts (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES studies (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    added_at BIGINT NOT NULL
);
CREATE TABLE study_part_withdrawals (
    part_id TEXT PRIMARY KEY REFERENCES study_parts (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);

-- What agents propose. `proposal` is JSON; `input_sha256` is over all that was asked, so that a row about an earlier
-- wording or another document is known.
CREATE TABLE value_suggestions (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES studies (id),
    document_hash TEXT NOT NULL REFERENCES documents (hash),
    form_id TEXT NOT NULL,
    form_version BIGINT NOT NULL,
    field_id TEXT NOT NULL,
    arm TEXT,
    outcome TEXT,
    time_point TEXT,
    agent_id TEXT NOT NULL REFERENCES agents (id),
    input_sha256 TEXT NOT NULL,
    proposal TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX value_suggestions_by_study ON value_suggestions (study_id);

-- What people did with values; the latest row of a reviewer, role and address holds. `finding` is the value with its
-- evidence as JSON, and absent where the act leaves none. The three last columns are the active time where 30, 60 and
-- 120 seconds without input count as idle.
CREATE TABLE field_values (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES studies (id),
    form_id TEXT NOT NULL,
    form_version BIGINT NOT NULL,
    field_id TEXT NOT NULL,
    arm TEXT,
    outcome TEXT,
    time_point TEXT,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    finding TEXT,
    suggestion_id TEXT REFERENCES value_suggestions (id),
    note TEXT,
    active_ms BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    elapsed_ms BIGINT,
    active_30_ms BIGINT,
    active_60_ms BIGINT,
    active_120_ms BIGINT
);
CREATE INDEX field_values_by_study ON field_values (study_id);

-- Whether a reviewer has finished extracting a study; the latest row of a study and reviewer holds.
CREATE TABLE study_finishes (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES studies (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    finished BIGINT NOT NULL,
    noted_at BIGINT NOT NULL
);
