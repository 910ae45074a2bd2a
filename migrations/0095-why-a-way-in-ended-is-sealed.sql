-- Why: the reason why somebody's way in was ended is typed, and may tell who is not safe. These tables came while the others
-- were being sealed.
call app.hold_sealed('access_ends', 'words', 1000);
call app.hold_sealed('supporter_access', 'ended_because', 1000);
