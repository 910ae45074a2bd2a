-- run as: migrator
-- Why: somebody who is written down may be with us already. Whoever writes them down is told before it is kept, also without scripts: the
-- hand asks whether they would be shown anybody, and learns what the same member of staff may see anyway. (LIK-2)

set local role tp_search;
grant execute on function app.alike to tp_hand;
reset role;
