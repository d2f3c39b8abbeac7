-- Trials as registries hold them. An import is a file; each registration in it is a row of its own, so that one that is
-- imported again is a new version, and what changed between versions can be seen.
CREATE TABLE registry_imports (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    imported_at BIGINT NOT NULL
);
-- An import that was a mistake is taken back as a whole; its rows stay.
CREATE TABLE registry_import_withdrawals (
    import_id TEXT PRIMARY KEY REFERENCES registry_imports (id),
    reason TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);
CREATE TABLE registry_problems (
    import_id TEXT NOT NULL REFERENCES registry_imports (id),
    position BIGINT NOT NULL,
    severity TEXT NOT NULL,
    line BIGINT,
    entry BIGINT,
    reason TEXT NOT NULL,
    excerpt TEXT,
    PRIMARY KEY (import_id, position)
);

-- `number` is that of the registration in its registry; `body` is the trial as JSON, `entry` its number in the file.
CREATE TABLE registry_trials (
    id TEXT PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES registry_imports (id),
    number TEXT NOT NULL,
    entry BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX registry_trials_by_import ON registry_trials (import_id);

-- What a person said on whether a record reports a trial: `linked`, `not_linked`, or `open` to take that back. The latest
-- row of a number and record holds.
CREATE TABLE registry_links (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    record_id TEXT NOT NULL REFERENCES records (id),
    said TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    said_at BIGINT NOT NULL
);

-- What a person read in a report where nothing was extracted, to be set beside its registration. The latest row of a
-- record and item holds, and an empty value takes it back.
CREATE TABLE registry_paper_values (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    quote TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    read_at BIGINT NOT NULL
);
