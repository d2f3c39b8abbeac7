-- Suggestions of models. They are advice: nothing here is read where outcomes are derived.

CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    quantization TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    seed TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    UNIQUE (model_sha256, prompt_version, seed)
);

-- Append-only; the latest row of a record, criterion and input holds. Exactly one of `label` and `unread` is given.
-- `input_sha256` is over all that was asked, so that a row about an earlier wording or an earlier abstract is known.
CREATE TABLE suggestions (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    criterion_id TEXT NOT NULL,
    protocol_version BIGINT NOT NULL REFERENCES protocol_versions (version),
    agent_id TEXT NOT NULL REFERENCES agents (id),
    input_sha256 TEXT NOT NULL,
    label TEXT,
    unread TEXT,
    probability DOUBLE PRECISION,
    evidence TEXT NOT NULL,
    reason TEXT,
    warning TEXT,
    elapsed_ms BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX suggestions_by_record ON suggestions (record_id);

-- Which suggestions a reviewer saw: on the screen when deciding (`before`), or revealed by the decision (`after`).
CREATE TABLE suggestion_sightings (
    decision_id TEXT NOT NULL REFERENCES decisions (id),
    suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
    sighting TEXT NOT NULL,
    PRIMARY KEY (decision_id, suggestion_id)
);
