-- Why: somebody who works here sees where they are signed in, ends what they do not know, and changes how they sign in only shortly
-- after they proved who they are.
grant select (began_at, ends_at, how) on app.sessions to tp_hand;

-- TRL-7: signing out is done at the door, by whoever leaves. A session that is ended from elsewhere, by its owner or a colleague, is
-- told apart.
create or replace function trails.note_session() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  s jsonb := to_jsonb(case tg_op when 'INSERT' then new else old end);
  whole boolean := coalesce(s ->> 'stage', 'full') = 'full';
  kind text := case when s ->> 'staff_id' is null then 'participant' else 'staff' end;
  whose uuid := coalesce(s ->> 'staff_id', s ->> 'participant_id')::uuid;
  who record := trails.actor();
begin
  if tg_op = 'DELETE' and (not whole or (s ->> 'ends_at')::timestamptz <= now()) then return null; end if;
  if who.kind = 'database' or (who.id = whose and tg_op = 'INSERT') then
    perform trails.add_security((s ->> 'service_id')::uuid, kind, whose,
      case when tg_op = 'DELETE' then 'signed-out' when whole then 'signed-in' when s ->> 'how' = 'invitation' then 'link-opened' else 'password-accepted' end,
      coalesce(s ->> 'how', ''), null, null, (s ->> 'case_id')::uuid, null, null);
  else
    perform trails.add_security((s ->> 'service_id')::uuid, who.kind, who.id, 'session-ended', '', kind, whose, (s ->> 'case_id')::uuid, null, null);
  end if;
  return null;
end $$;
