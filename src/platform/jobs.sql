-- Why: what leaves the building is enqueued in the transaction that decided it, by logins that may not touch the queue's
-- own tables. This is run as tp_queue after the queue's own migrations, at every start, so it must bear being repeated.
create schema if not exists jobs;

-- Jobs could not be told to wait for each other before.
drop function if exists jobs.enqueue(text, jsonb, timestamptz, text);

-- Enqueues a job. The same key again replaces a job that has not started; without a key it is always a new job. Jobs of one
-- line are done one after the other, and those of different lines beside each other.
create or replace function jobs.enqueue(
  task text, payload jsonb, run_at timestamptz default null, job_key text default null, line text default null)
returns void
language sql
security definer
set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload::json,
    run_at => enqueue.run_at,
    job_key => enqueue.job_key,
    queue_name => enqueue.line
  );
$$;

revoke all on function jobs.enqueue(text, jsonb, timestamptz, text, text) from public;
grant usage on schema jobs to tp_hand, tp_doorkeeper, tp_worker;
grant execute on function jobs.enqueue(text, jsonb, timestamptz, text, text) to tp_hand, tp_doorkeeper, tp_worker;
