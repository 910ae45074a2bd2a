-- TRL-8: a program that asks for what is not there for it leaves a row of the security trail, as everybody who signs in does.
grant execute on function trails.note_closed_door to tp_api;
