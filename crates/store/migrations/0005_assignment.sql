-- Who is asked to decide on single records, where it is not as the protocol's assignment draws it. The latest row of a
-- record and stage holds; `reviewers` is a JSON list of identifiers, and an empty one takes the assignment back.
CREATE TABLE record_assignments (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL REFERENCES records (id),
    stage TEXT NOT NULL,
    reviewers TEXT NOT NULL,
    actor TEXT NOT NULL,
    assigned_at BIGINT NOT NULL
);

CREATE INDEX record_assignments_by_record ON record_assignments (record_id, stage);

-- Rounds in which the same records are read by several people before the others. `reviewers` is a JSON list.
CREATE TABLE calibration_rounds (
    number BIGINT PRIMARY KEY,
    stage TEXT NOT NULL,
    reviewers TEXT NOT NULL,
    seed BIGINT NOT NULL,
    protocol_version BIGINT NOT NULL,
    started_at BIGINT NOT NULL
);

CREATE TABLE calibration_records (
    round BIGINT NOT NULL REFERENCES calibration_rounds (number),
    position BIGINT NOT NULL,
    record_id TEXT NOT NULL REFERENCES records (id),
    PRIMARY KEY (round, position)
);

CREATE TABLE calibration_ends (
    round BIGINT PRIMARY KEY REFERENCES calibration_rounds (number),
    ended_at BIGINT NOT NULL
);

-- Packets: slices of a review for one reviewer who works away from it. `role` is `given` in the review that a packet was
-- taken from, and `received` in the review that was made of it.
CREATE TABLE packets (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    stage TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE packet_records (
    packet_id TEXT NOT NULL REFERENCES packets (id),
    record_id TEXT NOT NULL REFERENCES records (id),
    PRIMARY KEY (packet_id, record_id)
);

-- Which login of a team's server is which person, and what it may do. The latest row of a login holds.
CREATE TABLE team_members (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL,
    reviewer_id TEXT REFERENCES reviewers (id),
    role TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
