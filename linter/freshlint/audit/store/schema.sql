-- Version 2 of the store. Days and times are ISO 8601 in UTC; places in a page count from 1.
CREATE TABLE facts_version (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE
);
CREATE TABLE facts_file (
    facts_version INTEGER NOT NULL REFERENCES facts_version,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL, -- zlib
    PRIMARY KEY (facts_version, position)
) WITHOUT ROWID;
-- finished is NULL while the run goes on or waits to be resumed.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,   -- what was audited, exactly: two runs of one source can be one run, resumed
    series TEXT NOT NULL,   -- what was audited, at any time: runs of one series make its history
    facts_version INTEGER NOT NULL REFERENCES facts_version,
    basis TEXT NOT NULL,    -- digest of facts, rules, settings and program
    as_of TEXT NOT NULL,
    version TEXT NOT NULL,  -- of freshlint
    started TEXT NOT NULL,
    finished TEXT
);
-- A part is committed together with its pages: what has no row here was not done.
CREATE TABLE part (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (run, name)
);
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    part INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
    address TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('checked', 'screened', 'unreadable', 'set-aside')),
    reason TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified TEXT,
    undecided INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    warnings TEXT NOT NULL -- a JSON list
);
CREATE INDEX page_of_run ON page (run, address);
CREATE INDEX page_of_part ON page (part);
CREATE TABLE finding (
    page INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
    number INTEGER NOT NULL, -- its place on the page, from 0
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    before TEXT NOT NULL,
    text TEXT NOT NULL,
    after TEXT NOT NULL,
    message TEXT NOT NULL,
    role TEXT NOT NULL,
    entity TEXT NOT NULL,
    fact TEXT NOT NULL,
    expected TEXT NOT NULL,
    source_title TEXT NOT NULL,
    source_url TEXT NOT NULL,
    verified TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    advice TEXT NOT NULL,
    applicability TEXT NOT NULL,
    stale_from TEXT NOT NULL,
    PRIMARY KEY (page, number)
) WITHOUT ROWID;
CREATE TABLE claim (
    page INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
    number INTEGER NOT NULL,
    entity TEXT NOT NULL,
    predicate TEXT NOT NULL,
    value TEXT NOT NULL,
    polarity INTEGER NOT NULL,
    modality TEXT NOT NULL,
    tense TEXT NOT NULL,
    day TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    conditions TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    role TEXT NOT NULL,
    verdict TEXT NOT NULL,
    undecided TEXT NOT NULL,
    held TEXT NOT NULL,
    fact TEXT NOT NULL,
    source_title TEXT NOT NULL,
    source_url TEXT NOT NULL,
    verified TEXT NOT NULL,
    unit TEXT NOT NULL,
    low TEXT NOT NULL,
    high TEXT NOT NULL,
    confidence TEXT NOT NULL,
    silenced TEXT NOT NULL,
    PRIMARY KEY (page, number)
) WITHOUT ROWID;
