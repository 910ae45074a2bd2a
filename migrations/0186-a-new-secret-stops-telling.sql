-- API-3: whoever had the secret may have said where they want to be told. A new one stops that too, and whoever has the new
-- secret says it again, which makes another signing secret.
create function app.api_3_a_new_secret_stops_telling() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update app.webhooks w set stopped_at = new.renewed_at, stopped_because = 'removed'
   where w.service_id = new.service_id and w.client_id = new.id and w.stopped_at is null;
  return null;
end $$;
create trigger api_3_a_new_secret_stops_telling after update of secret_hash on app.api_clients
  for each row when (old.secret_hash is distinct from new.secret_hash)
  execute function app.api_3_a_new_secret_stops_telling();
