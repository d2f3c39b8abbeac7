-- The first schema of a review.
--
-- It runs on SQLite and on PostgreSQL alike: only TEXT, BIGINT and DOUBLE PRECISION, identifiers as UUIDv7 text,
-- times as milliseconds since 1970-01-01 UTC, JSON as TEXT, truth values as BIGINT 0 or 1.
-- What a person decided is never updated or deleted: correcting appends a row, undoing appends a withdrawal.

CREATE TABLE review (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_with TEXT NOT NULL
);

-- One row per change, written in the transaction of that change. `hash` chains the rows: SHA-256 over the previous
-- hash and this row's values, so that a row that was altered or taken out afterwards is noticed.
CREATE TABLE audit (
    sequence BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE reviewers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE protocol_versions (
    version BIGINT PRIMARY KEY,
    body TEXT NOT NULL,
    remark TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE searches (
    id TEXT PRIMARY KEY,
    position BIGINT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    searched_on TEXT,
    strategy TEXT,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);

-- An import that was a mistake is taken back as a whole; its rows stay.
CREATE TABLE search_withdrawals (
    search_id TEXT PRIMARY KEY REFERENCES searches (id),
    reason TEXT NOT NULL,
    withdrawn_at BIGINT NOT NULL
);

CREATE TABLE import_problems (
    search_id TEXT NOT NULL REFERENCES searches (id),
    position BIGINT NOT NULL,
    severity TEXT NOT NULL,
    line BIGINT,
    entry BIGINT,
    reason TEXT NOT NULL,
    excerpt TEXT,
    PRIMARY KEY (search_id, position)
);

-- `ordinal` counts the records of the review from 0 in the order of import. `body` is the record as imported; edits
-- are kept beside it.
CREATE TABLE records (
    id TEXT PRIMARY KEY,
    ordinal BIGINT NOT NULL UNIQUE,
    search_id TEXT NOT NULL REFERENCES searches (id),
    entry BIGINT NOT NULL,
    line BIGINT,
    body TEXT NOT NULL
);

CREATE TABLE record_edits (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    field TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    edited_at BIGINT NOT NULL
);
CREATE INDEX record_edits_by_record ON record_edits (record_id);

-- Records taken out before screening for another reason than being a duplicate (PRISMA 2020: marked as ineligible by
-- automation tools; removed for other reasons).
CREATE TABLE removals (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor TEXT NOT NULL,
    removed_at BIGINT NOT NULL
);
CREATE TABLE removal_withdrawals (
    removal_id TEXT PRIMARY KEY REFERENCES removals (id),
    withdrawn_at BIGINT NOT NULL
);

CREATE TABLE merges (
    id TEXT PRIMARY KEY,
    kept_id TEXT NOT NULL REFERENCES records (id),
    duplicate_id TEXT NOT NULL REFERENCES records (id),
    evidence TEXT NOT NULL,
    actor TEXT NOT NULL,
    merged_at BIGINT NOT NULL
);
CREATE TABLE merge_withdrawals (
    merge_id TEXT PRIMARY KEY REFERENCES merges (id),
    withdrawn_at BIGINT NOT NULL
);

-- What a person said about two records; the latest row of a pair holds. `record_a` is the one imported first.
CREATE TABLE pair_verdicts (
    id TEXT PRIMARY KEY,
    record_a TEXT NOT NULL REFERENCES records (id),
    record_b TEXT NOT NULL REFERENCES records (id),
    verdict TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    decided_at BIGINT NOT NULL
);

-- The queue of doubtful pairs. Derived: every run of the deduplication replaces it.
CREATE TABLE doubtful_pairs (
    record_a TEXT NOT NULL REFERENCES records (id),
    record_b TEXT NOT NULL REFERENCES records (id),
    evidence TEXT NOT NULL,
    PRIMARY KEY (record_a, record_b)
);

CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    stage TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    role TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    note TEXT,
    active_ms BIGINT,
    protocol_version BIGINT NOT NULL REFERENCES protocol_versions (version),
    decided_at BIGINT NOT NULL
);
CREATE INDEX decisions_by_record ON decisions (record_id);
CREATE TABLE decision_withdrawals (
    decision_id TEXT PRIMARY KEY REFERENCES decisions (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);

CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
CREATE INDEX notes_by_record ON notes (record_id);

-- The latest row of a record and tag holds.
CREATE TABLE tags (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    tag TEXT NOT NULL,
    present BIGINT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    tagged_at BIGINT NOT NULL
);

-- How long a record was worked on. Active means in focus and not idle; the three columns take 30, 60 and 120 seconds
-- without input as the start of idleness.
CREATE TABLE activities (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    stage TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    decision_id TEXT REFERENCES decisions (id),
    started_at BIGINT NOT NULL,
    elapsed_ms BIGINT NOT NULL,
    active_30_ms BIGINT NOT NULL,
    active_60_ms BIGINT NOT NULL,
    active_120_ms BIGINT NOT NULL,
    reopened BIGINT NOT NULL
);

CREATE TABLE documents (
    hash TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    byte_count BIGINT NOT NULL,
    added_at BIGINT NOT NULL
);

-- Whether the report of a record could be had; the latest row of a record holds.
CREATE TABLE retrievals (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    status TEXT NOT NULL,
    document_hash TEXT REFERENCES documents (hash),
    reason TEXT,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    noted_at BIGINT NOT NULL
);

CREATE TABLE studies (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Which study a report belongs to; the latest row of a record holds, and an empty study unlinks it.
CREATE TABLE study_links (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    study_id TEXT REFERENCES studies (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    linked_at BIGINT NOT NULL
);

-- What the previous version of an updated review included; the latest row holds.
CREATE TABLE previous_versions (
    id TEXT PRIMARY KEY,
    studies BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    noted_at BIGINT NOT NULL
);

-- Conveniences that are no evidence, such as the record where a reviewer left off.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
