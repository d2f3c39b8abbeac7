-- Meta-analyses that were kept. What was chosen (outcome, time, arms, measure, method, options) is JSON; changing an
-- analysis appends a version, and the latest holds.
CREATE TABLE analysis_versions (
    analysis_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    choice TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (analysis_id, version)
);
CREATE TABLE analysis_withdrawals (
    analysis_id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);

-- GRADE: what a person rated of an analysis, as JSON; the latest of an analysis holds. `numbers_sha256` names the numbers
-- that were rated, so that a later change of them shows.
CREATE TABLE certainty_ratings (
    id TEXT PRIMARY KEY,
    analysis_id TEXT NOT NULL,
    rating TEXT NOT NULL,
    numbers_sha256 TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    rated_at BIGINT NOT NULL
);

-- The paragraph on an analysis as a person left it: a list of sentences with their studies, as JSON; the latest holds, and
-- an empty list gives the draft of the program back.
CREATE TABLE analysis_paragraphs (
    id TEXT PRIMARY KEY,
    analysis_id TEXT NOT NULL,
    sentences TEXT NOT NULL,
    numbers_sha256 TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    written_at BIGINT NOT NULL
);
