-- Trial census: which designs the records have. What the classifier says is derived and not stored; here is what people
-- did: criteria of the review's own, samples that were drawn to be labelled, and labels. Append-only.

-- `body` is a whole file of criteria (TOML); the latest row holds.
CREATE TABLE census_criteria (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    remark TEXT,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    written_at BIGINT NOT NULL
);

-- `records` is a JSON list of the identities of records in the order in which they were drawn, `population` how many
-- records they were drawn from. Years are null where all years were drawn from.
CREATE TABLE census_samples (
    id TEXT PRIMARY KEY,
    seed BIGINT NOT NULL,
    first_year BIGINT,
    last_year BIGINT,
    population BIGINT NOT NULL,
    records TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    drawn_at BIGINT NOT NULL
);

-- Whether a record is the report of a randomised trial: `label` is `yes`, `no` or `unclear`; the latest row of a person
-- holds. `after_seen` is 1 where the person had been shown before what the classifier says of the record.
CREATE TABLE census_labels (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    label TEXT NOT NULL,
    after_seen BIGINT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    labelled_at BIGINT NOT NULL
);
CREATE INDEX census_labels_by_record ON census_labels (record_id);
