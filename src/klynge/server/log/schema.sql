-- The log's tables, for a migration that runs as the owner; `schema.py` adds who may do what.
create table cluster (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(name) between 1 and 200),
    opened timestamptz not null default clock_timestamp()
);

-- The rows themselves, as klynge.planning.fold writes them (row.schema.json). Text, so that they stay to the byte.
create table log_row (
    cluster uuid not null references cluster,
    seq bigint not null check (seq > 0),
    row text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (cluster, seq)
);

create function log_row_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the log is append-only: % of log_row is refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger log_row_stays before update or delete or truncate on log_row
    for each statement execute function log_row_stays();

-- Writers hold the cluster's lock, so this holds by itself; it is a wall against one that does not.
create function log_row_follows() returns trigger language plpgsql as $$
declare head bigint := coalesce((select max(seq) from log_row where cluster = new.cluster), 0);
begin
    if new.seq <> head + 1 then
        raise exception 'the log of % stands at %: the next row is %, not %', new.cluster, head, head + 1, new.seq
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger log_row_follows before insert on log_row for each row execute function log_row_follows();

-- What was answered to a request, by its sender's key: the same request again gets the same answer.
create table log_answer (
    cluster uuid not null references cluster,
    asker text not null,
    key text not null check (length(key) between 1 and 255),
    body bytea not null check (length(body) = 32),
    answer jsonb not null,
    seq bigint not null,
    at timestamptz not null default clock_timestamp(),
    primary key (cluster, asker, key)
);
create index log_answer_at on log_answer (at);

-- The fold up to a row, so that a start reads few rows; what is lost of it is made again from the log.
create table log_snapshot (
    cluster uuid not null references cluster,
    seq bigint not null,
    digest text not null,
    state bytea not null,
    at timestamptz not null default clock_timestamp(),
    primary key (cluster, seq)
);
