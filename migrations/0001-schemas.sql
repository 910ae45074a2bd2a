-- run as: migrator
-- Why: one schema for what is kept, one for the doorkeeper's named functions. Both belong to tp_owner, who logs in nowhere.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create schema app authorization tp_owner;
create schema doorkeeper authorization tp_owner;
grant usage on schema app to tp_public, tp_participant, tp_staff, tp_referrer, tp_commissioner, tp_api, tp_hand, tp_worker, tp_search;
grant usage on schema doorkeeper to tp_doorkeeper;
