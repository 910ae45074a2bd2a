-- Why: a text message leaves by itself now, and the networks say afterwards whether it arrived. Where it cannot, a person decides, as
-- with a message that could not be sent.

-- NTC-2 and NTC-8: of a text alone it is known later that what was sent did not arrive.
create or replace function app.ntc_2_moves_in_order() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  before text := case when tg_op = 'UPDATE' then old.status else '' end;
  moved text := before || '>' || new.status;
begin
  if before = new.status then return new; end if;
  if new.channel = 'text' and moved in ('sent>failed', 'unsure>failed') then return new; end if;
  if moved not in ('>waiting', 'waiting>leaving', 'waiting>by-hand', 'waiting>stopped', 'waiting>failed',
      'leaving>sent', 'leaving>waiting', 'leaving>failed', 'leaving>unsure', 'by-hand>sent', 'by-hand>stopped',
      'unsure>sent', 'unsure>waiting', 'unsure>stopped', 'failed>waiting', 'failed>stopped') then
    call app.refuse('ntc_2_moves_in_order');
  end if;
  return new;
end $$;
