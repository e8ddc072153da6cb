# A guess: which texts the events of automatic activation have is not published.
@{
    'vmActivated' =
        'Eine VM wurde durch die automatische Aktivierung virtueller Computer aktiviert.'
    'vmNotActivated' =
        'Eine VM wurde nicht aktiviert: Der Host kann ihre Windows-Edition nicht aktivieren.'
    'hostNotActivated' =
        'Eine VM wurde nicht aktiviert: Windows ist auf dem Hostcomputer nicht aktiviert.'
    'none' =
        'Es wurden keine Ereignisse gefunden, die den angegebenen Auswahlkriterien entsprechen.'
}
