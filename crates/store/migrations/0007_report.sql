-- Key papers: works that a person knows to be relevant, named to see whether search and screening find them. The record
-- is given where it was picked or found at once; otherwise DOI, PMID or title say which work is meant.
CREATE TABLE key_papers (
    id TEXT PRIMARY KEY,
    given TEXT NOT NULL,
    doi TEXT,
    pmid TEXT,
    title TEXT,
    record_id TEXT REFERENCES records (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    named_at BIGINT NOT NULL
);
CREATE TABLE key_paper_withdrawals (
    key_paper_id TEXT PRIMARY KEY REFERENCES key_papers (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    withdrawn_at BIGINT NOT NULL
);

-- Random samples of the records that were not settled when the sample was drawn. `population` and `sample` are ordinals
-- of records: the population ascending, as ranges (`0-41,43`); the sample in the order in which it was drawn. The seed
-- and the population give the same sample again. Target and confidence are those that were set before drawing.
CREATE TABLE audit_samples (
    id TEXT PRIMARY KEY,
    target DOUBLE PRECISION NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    seed BIGINT NOT NULL,
    population TEXT NOT NULL,
    sample TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    drawn_at BIGINT NOT NULL
);
-- A sample that was given up before it was read to its end still counts as one that was drawn.
CREATE TABLE audit_sample_endings (
    sample_id TEXT PRIMARY KEY REFERENCES audit_samples (id),
    reason TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    ended_at BIGINT NOT NULL
);

-- What people wrote on the items of reporting checklists; the latest row of an item holds, and an empty text and place
-- take it back.
CREATE TABLE report_texts (
    id TEXT PRIMARY KEY,
    checklist TEXT NOT NULL,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    place TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    written_at BIGINT NOT NULL
);
