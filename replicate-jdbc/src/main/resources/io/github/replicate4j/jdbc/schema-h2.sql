create table if not exists replicate_journal (
  id varchar(40) primary key,
  client varchar(100) not null,
  task_type varchar(10) not null,
  origin varchar(10) not null,
  submit_key varchar(200),
  reference varchar(200),
  state varchar(10) not null,
  operation varchar(60) not null,
  path varchar(300) not null,
  fingerprint char(64) not null,
  input_fingerprint char(64) not null,
  request character large object,
  task_id varchar(200),
  task_created_ms bigint,
  node varchar(40),
  cancel_requested boolean not null default false,
  claims int not null default 0,
  checks int not null default 0,
  failures int not null default 0,
  due_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null default current_timestamp,
  sent_at timestamp(6) with time zone,
  renewed_at timestamp(6) with time zone,
  completed_at timestamp(6) with time zone,
  task_status varchar(20),
  last_error varchar(500),
  constraint replicate_journal_submit_key unique (client, submit_key),
  constraint replicate_journal_task_id unique (task_id)
);
create index if not exists replicate_journal_due on replicate_journal (state, due_at);
create index if not exists replicate_journal_node on replicate_journal (node);
create index if not exists replicate_journal_completed on replicate_journal (completed_at);

create table if not exists replicate_inbox (
  event_key varchar(300) primary key,
  task_type varchar(10) not null,
  journal_id varchar(40),
  reference varchar(200),
  source varchar(10) not null,
  webhook_id varchar(300) not null,
  state varchar(10) not null default 'NEW',
  payload character large object,
  outputs character large object,
  claims int not null default 0,
  attempt int not null default 0,
  due_at timestamp(6) with time zone default current_timestamp,
  received_at timestamp(6) with time zone not null default current_timestamp,
  done_at timestamp(6) with time zone,
  last_error varchar(500)
);
create index if not exists replicate_inbox_due on replicate_inbox (state, due_at);
create index if not exists replicate_inbox_received on replicate_inbox (received_at);

create table if not exists replicate_limit (
  id varchar(40) primary key,
  account varchar(64) not null,
  cost numeric(38, 18) not null default 0,
  task_id varchar(200),
  created_at timestamp(6) with time zone not null default current_timestamp,
  release_at timestamp(6) with time zone
);
create index if not exists replicate_limit_created on replicate_limit (account, created_at);
create index if not exists replicate_limit_release on replicate_limit (account, release_at);
