create table if not exists webhook_inbox (
  inbox_key varchar(300) primary key,
  processed_at timestamp
);
