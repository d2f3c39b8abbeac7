-- A team's own study of suggested values: the same protocols, people, seals and ends as a study of records (0006), with
-- values of the extraction form as what is read. Append-only, and apart from the review: nothing here is read where
-- values are derived.

-- What is read. `item` names it in the protocol; `field` is the field as the form had it when the protocol was locked,
-- and `suggested` what was suggested then, both as JSON.
CREATE TABLE study_mode_values (
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    item TEXT NOT NULL,
    practice BIGINT NOT NULL,
    extracted_id TEXT NOT NULL REFERENCES studies (id),
    field_id TEXT NOT NULL,
    arm TEXT,
    outcome TEXT,
    time_point TEXT,
    field TEXT NOT NULL,
    suggestion_id TEXT NOT NULL REFERENCES value_suggestions (id),
    suggested TEXT NOT NULL,
    PRIMARY KEY (study_id, item)
);
CREATE INDEX study_mode_values_by_extracted ON study_mode_values (extracted_id);

-- `step` as in study_mode_readings; `finding` is the answer as JSON, null where it was laid aside; `act` is `entered`,
-- `accepted` (the suggestion by its key) or null; `shown` is the suggestion in view.
CREATE TABLE study_mode_value_readings (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    reader_id TEXT NOT NULL REFERENCES reviewers (id),
    item TEXT NOT NULL,
    practice BIGINT NOT NULL,
    arm TEXT NOT NULL,
    period BIGINT NOT NULL,
    position BIGINT NOT NULL,
    step TEXT NOT NULL,
    finding TEXT,
    act TEXT,
    shown TEXT REFERENCES value_suggestions (id),
    elapsed_ms BIGINT,
    active_30_ms BIGINT,
    active_60_ms BIGINT,
    active_120_ms BIGINT,
    made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX study_mode_value_readings_once ON study_mode_value_readings (study_id, reader_id, item, step)
    WHERE step <> 'left';

-- What adjudicators say: of `answer` = '' which value is right (`finding`), else whether that answer, which is worded
-- otherwise than the right value, is right as well (`correct`). Each by themselves (`consensus` 0), and together where
-- they differed (1).
CREATE TABLE study_mode_value_truths (
    id TEXT PRIMARY KEY,
    study_id TEXT NOT NULL REFERENCES study_mode_protocols (id),
    reviewer_id TEXT NOT NULL REFERENCES reviewers (id),
    item TEXT NOT NULL,
    answer TEXT NOT NULL,
    consensus BIGINT NOT NULL,
    finding TEXT,
    correct BIGINT,
    elapsed_ms BIGINT,
    active_30_ms BIGINT,
    active_60_ms BIGINT,
    active_120_ms BIGINT,
    made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX study_mode_value_truths_once ON study_mode_value_truths (study_id, reviewer_id, item, answer)
    WHERE consensus = 0;
CREATE UNIQUE INDEX study_mode_value_truths_settled ON study_mode_value_truths (study_id, item, answer)
    WHERE consensus = 1;
