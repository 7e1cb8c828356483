create table if not exists picture (
  id uuid primary key,
  prompt varchar not null,
  status varchar(32) not null,
  progress double precision,
  error varchar,
  found_by varchar(32),
  created_at timestamp with time zone not null,
  completed_at timestamp with time zone
);
create index if not exists picture_newest on picture (created_at desc);
