-- The contents of documents, for a review on a team's server: pieces of at most a mebibyte, as base64, in order. A
-- review with a database of its own keeps its documents as files, and this table empty.
CREATE TABLE document_pieces (
    document_hash TEXT NOT NULL REFERENCES documents (hash),
    ordinal BIGINT NOT NULL,
    base64 TEXT NOT NULL,
    PRIMARY KEY (document_hash, ordinal)
);
