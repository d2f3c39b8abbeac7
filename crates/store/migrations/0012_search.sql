-- The search as the team works it out: its concepts with their words. Every saving appends a version; `body` is JSON.
CREATE TABLE search_block_versions (
    version BIGINT PRIMARY KEY,
    body TEXT NOT NULL,
    remark TEXT,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    saved_at BIGINT NOT NULL
);

-- Each search as it was run in a database, for PRISMA-S. Correcting appends a row of the same `run_id`, the latest of
-- which holds; `search_id` is the import that brought its records, where there is one; `body` is JSON.
CREATE TABLE search_runs (
    id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    search_id TEXT REFERENCES searches (id),
    body TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    recorded_at BIGINT NOT NULL
);
CREATE TABLE search_run_withdrawals (
    run_id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);
