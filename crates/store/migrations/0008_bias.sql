-- Risk of bias: which tool the review uses, the results that are assessed, what people answered and judged, and whether
-- they have finished. Rows are only ever appended.

-- How the team assesses; the latest row holds. `tool` is that of results that are added from then on, `assessors` how
-- many people assess each result apart from each other, `finds_sentences` whether sentences may be looked for by a model.
CREATE TABLE bias_settings (
    id TEXT PRIMARY KEY,
    tool TEXT NOT NULL,
    assessors TEXT NOT NULL,
    finds_sentences BIGINT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    set_at BIGINT NOT NULL
);

-- The results of studies that are assessed; the name is empty where the study is assessed as a whole.
CREATE TABLE bias_results (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES studies (id),
    name TEXT NOT NULL,
    tool TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    added_at BIGINT NOT NULL
);
CREATE TABLE bias_result_withdrawals (
    result_id TEXT PRIMARY KEY REFERENCES bias_results (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);

-- What people answered (`item` is the number of a question) and judged (`item` is a domain, its applicability, or the
-- whole); the latest row of a result, reviewer, role and item holds. `said` is absent where it was taken back, `quote` is
-- the evidence as JSON, `words` the comment or the reason. The last columns are the active time as for extracted values.
CREATE TABLE bias_entries (
    id TEXT PRIMARY KEY,
    result_id TEXT NOT NULL REFERENCES bias_results (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    role TEXT NOT NULL,
    item TEXT NOT NULL,
    said TEXT,
    quote TEXT,
    words TEXT NOT NULL,
    active_ms BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    elapsed_ms BIGINT,
    active_30_ms BIGINT,
    active_60_ms BIGINT,
    active_120_ms BIGINT
);
CREATE INDEX bias_entries_by_result ON bias_entries (result_id);

-- Whether a reviewer has finished a result; the latest row of a result and reviewer holds.
CREATE TABLE bias_finishes (
    id TEXT PRIMARY KEY,
    result_id TEXT NOT NULL REFERENCES bias_results (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    finished BIGINT NOT NULL,
    noted_at BIGINT NOT NULL
);
