create table if not exists replicate_inbox (
  event_key varchar(300) primary key,
  task_type varchar(10) not null,
  journal_id varchar(40),
  reference varchar(200),
  source varchar(10) not null,
  webhook_id varchar(300) not null,
  state varchar(10) not null default 'NEW',
  payload character large object,
  attempt int not null default 0,
  due_at timestamp(6) with time zone default current_timestamp,
  received_at timestamp(6) with time zone not null default current_timestamp,
  done_at timestamp(6) with time zone,
  last_error varchar(500)
);
create index if not exists replicate_inbox_due on replicate_inbox (state, due_at);
create index if not exists replicate_inbox_received on replicate_inbox (received_at);
