-- Why: whoever looks by a broken glass changes nothing (BRK-3): not who of the participants and supporters can come in either.

call app.only_looked_at('app.own_codes');
call app.only_looked_at('app.supporter_access');
call app.only_looked_at('app.supporter_sessions');
